//! Whether a name is an organisation's, from its words in the languages of the world's authorities,
//! publishers and newspapers.

use crate::text::case;

/// Words that tell an organisation from a person: English, German, French, Spanish, Portuguese, Italian,
/// Dutch, Scandinavian, Polish, Czech, Russian, Ukrainian, Turkish, Indonesian, Finnish, Hungarian,
/// Greek, Arabic, Hebrew. Small letters, sorted by bytes.
#[rustfmt::skip]
static WORDS: &[&str] = &[
    "academia", "academie", "academy", "académie", "accademia", "administration", "affairs", "ag", "agence",
    "agencia", "agencja", "agency", "agentschap", "agentura", "agenzia", "agriculture", "agência",
    "airlines", "ajansı", "akademi", "akademia", "akademie", "akademin", "akadémia", "alapítvány",
    "alliance", "anstalt", "arbeitsgemeinschaft", "arbeitsgruppe", "arbeitskreis", "archive", "archives",
    "asociación", "assemblée", "association", "associazione", "associação", "ausschuss", "authorities",
    "authority", "authors", "autorité", "ayuntamiento", "azienda", "b.v.", "bakanlığı", "bank", "bankası",
    "başkanlığı", "behörde", "belediyesi", "biblioteca", "biblioteka", "bibliotheek", "bibliothek",
    "bibliothèque", "biuro", "bizottság", "broadcasting", "bundesamt", "bundesbank", "bundesrat",
    "bundesregierung", "bundestag", "bureau", "center", "centralbyrån", "centre", "centrum", "clinic",
    "club", "cnrs", "co.", "coalition", "colectivo", "collaboration", "collectif", "collective", "college",
    "comisión", "comissão", "comitato", "comité", "commissie", "commission", "commissione", "committee",
    "community", "company", "congress", "conseil", "consejería", "consejo", "conselho", "consiglio",
    "consortium", "consulting", "contributors", "corp", "corp.", "corporation", "correspondents", "council",
    "câmara", "departamento", "departementet", "department", "derneği", "deutsche", "deutscher", "deutsches",
    "developers", "dienst", "dinas", "dipartimento", "dirección", "direction", "directorate", "direktorat",
    "direktoratet", "direzione", "direção", "division", "département", "e.v.", "editorial", "editors",
    "egyetem", "embassy", "empresa", "enstitüsü", "equipe", "equipo", "escuela", "european", "faculdade",
    "facultad", "federación", "federacja", "federal", "federation", "federazione", "federação", "fondation",
    "fondazione", "foreningen", "forschungszentrum", "forum", "foundation", "frontières", "fund",
    "fundación", "fundacja", "fundação", "fédération", "förening", "gazeta", "gemeente", "gemeinde",
    "gesellschaft", "gmbh", "gobierno", "gouvernement", "government", "governo", "group", "groupe", "grupo",
    "gruppo", "health", "herald", "hivatal", "hochschule", "hogeschool", "hospital", "högskolan", "inc",
    "inc.", "initiative", "inserm", "inspectie", "institut", "institute", "institutet", "institution",
    "instituto", "instituttet", "instituut", "instytut", "international", "intézet", "istituto", "journal",
    "kancelaria", "kementerian", "kg", "klinikum", "knihovna", "komise", "komisi", "komisja", "kommission",
    "kommun", "kommune", "krankenhaus", "kurulu", "kurumu", "lab", "laboratoire", "laboratories",
    "laboratory", "labs", "laitos", "landkreis", "lembaga", "library", "limited", "llc", "ltd", "ltd.",
    "magazine", "maintainers", "mairie", "media", "merkezi", "ministerie", "ministeriet", "ministerio",
    "ministerium", "ministeriö", "ministero", "ministerstva", "ministerstvo", "ministerstwo", "ministry",
    "ministère", "ministério", "minisztérium", "museet", "museo", "museu", "museum", "musée", "muzeum",
    "myndigheten", "müdürlüğü", "müzesi", "n.v.", "nacional", "nadace", "national", "nationale", "nations",
    "nato", "nazionale", "network", "news", "newsroom", "observatoire", "observatorio", "observatorium",
    "observatory", "oecd", "office", "ombudsman", "organisaatio", "organisatie", "organisation",
    "organización", "organization", "organização", "organizzazione", "parlament", "parlamento", "parlement",
    "parliament", "partnership", "perpustakaan", "planbureau", "plc", "podcast", "politechnika", "polizei",
    "prefeitura", "press", "programme", "project", "préfecture", "publications", "publishers", "publishing",
    "pusat", "redacción", "redactie", "redakce", "redakcja", "redaktion", "redaktionen", "redazione",
    "redação", "regering", "regeringen", "regierung", "regione", "regjeringen", "reporters", "research",
    "rijksinstituut", "rijksmuseum", "rząd", "rédaction", "s.a.", "s.p.a.", "s.r.l.", "sarl", "school",
    "scuola", "sdružení", "secretaria", "secretariat", "secretaría", "selskab", "senado", "senate",
    "service", "services", "servicio", "servizio", "serviço", "sociedad", "sociedade", "society", "società",
    "société", "software", "společnost", "spółka", "staff", "statistics", "statistik", "stichting",
    "stiftelsen", "stiftung", "stowarzyszenie", "studios", "styrelsen", "supreme", "survey", "syndicat",
    "sällskapet", "säätiö", "sénat", "task", "taskforce", "team", "technologies", "television",
    "televisione", "televisión", "tidende", "tilastokeskus", "towarzystwo", "tribunal", "trust", "társaság",
    "unesco", "unicef", "union", "unit", "universidad", "universidade", "universitas", "universiteit",
    "universitet", "universitetet", "university", "università", "universität", "université", "univerzita",
    "uniwersytet", "urząd", "vakfı", "verband", "verein", "vereniging", "verlag", "virasto", "wikipedia",
    "working", "yayasan", "yliopisto", "zeitung", "zentrum", "école", "éditions", "équipe", "ústav", "úřad",
    "üniversitesi", "ίδρυμα", "επιτροπή", "εταιρεία", "ινστιτούτο", "οργανισμός", "πανεπιστήμιο", "υπηρεσία",
    "υπουργείο", "агентство", "академия", "академія", "ассоциация", "банк", "библиотека", "бібліотека",
    "департамент", "издательство", "институт", "комиссия", "комитет", "комісія", "комітет", "министерство",
    "музей", "міністерство", "общество", "организация", "правительство", "редакция", "редакція", "росстат",
    "служба", "совет", "союз", "товариство", "университет", "університет", "управление", "уряд",
    "федеральная", "федеральное", "федерация", "фонд", "центр", "інститут", "אוניברסיטה", "אוניברסיטת",
    "הלשכה", "המכון", "משרד", "עמותת", "إدارة", "اتحاد", "الجامعة", "المجلس", "المركز", "الهيئة", "بلدية",
    "جامعة", "جمعية", "شركة", "لجنة", "مؤسسة", "متحف", "مجلس", "مركز", "معهد", "مكتبة", "منظمة", "هيئة",
    "وزارة", "وكالة",
];

/// Words that some people are called as well, so that they count at the beginning alone.
static FIRST: &[&str] = &[
    "badan",
    "banca",
    "banco",
    "banque",
    "cámara",
    "camera",
    "casa",
    "chambre",
    "comune",
    "corte",
    "cour",
    "département",
    "deutscher",
    "ente",
    "haute",
    "junta",
    "kanton",
    "rada",
    "raad",
    "stadt",
    "state",
    "ville",
];

/// How German, Scandinavian and Finnish words for authorities and societies end.
static ENDINGS: &[&str] = &[
    "amt",
    "ministerium",
    "institut",
    "gesellschaft",
    "verband",
    "verein",
    "stiftung",
    "anstalt",
    "behörde",
    "kommission",
    "gericht",
    "gerichtshof",
    "zentrum",
    "universität",
    "hochschule",
    "akademie",
    "zeitung",
    "bibliothek",
    "archiv",
    "klinikum",
    "kammer",
    "instituut",
    "museum",
    "myndigheten",
    "verket",
    "styrelsen",
    "rådet",
    "departementet",
    "direktoratet",
    "instituttet",
    "ministeriet",
    "virasto",
    "laitos",
    "ministeriö",
    "keskus",
    "hivatal",
    "byrå",
    "byrån",
    "nämnden",
    "statistik",
];

/// Ends of names of organisations in Chinese, Japanese and Korean.
static EAST_ASIAN: &[&str] = &[
    "大学",
    "大學",
    "学院",
    "學院",
    "研究所",
    "研究院",
    "委员会",
    "委員会",
    "委員會",
    "协会",
    "協会",
    "協會",
    "学会",
    "學會",
    "中心",
    "センター",
    "公司",
    "会社",
    "出版社",
    "编辑部",
    "編集部",
    "政府",
    "法院",
    "图书馆",
    "図書館",
    "博物馆",
    "博物館",
    "基金会",
    "財団",
    "新聞社",
    "通信社",
    "新闻社",
    "通讯社",
    "日报",
    "集团",
    "統計局",
    "统计局",
    "省",
    "庁",
    "厅",
    "局",
    "대학교",
    "연구원",
    "연구소",
    "위원회",
    "협회",
    "학회",
    "재단",
    "공사",
    "신문사",
    "통계청",
    "도서관",
    "박물관",
];

/// How Vietnamese authorities begin.
static VIETNAMESE: &[&str] =
    &["Bộ ", "Viện ", "Trường ", "Đại học ", "Tổng cục ", "Cục ", "Ủy ban ", "Công ty ", "Ngân hàng ", "Sở "];

/// Words between others that no person has in the name.
static INSIDE: &[&str] =
    &[" of ", " for ", " the ", " für ", " pour ", " para ", " voor ", " dla ", " для ", " untuk "];

/// Whether a name without a comma or in one piece is an organisation's, from its words.
pub(crate) fn is_organisation(text: &str) -> bool {
    let mut first = true;
    for word in text.split([' ', ',', '/', '(', ')']).filter(|word| !word.is_empty()) {
        let word = case::to_lower(word);
        let ends = |end: &&str| word.len() > end.len() + 2 && word.ends_with(end);
        if WORDS.binary_search(&word.as_str()).is_ok()
            || first && FIRST.contains(&word.as_str())
            || ENDINGS.iter().any(ends)
        {
            return true;
        }
        first = false;
    }
    INSIDE.iter().any(|word| text.contains(word))
        || EAST_ASIAN.iter().any(|end| text.len() > end.len() && text.ends_with(end))
        || VIETNAMESE.iter().any(|start| text.starts_with(start))
        || text.starts_with("The ")
        || text.contains('&')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted() {
        assert!(WORDS.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn tells_organisations_in_many_languages_from_people() {
        for text in [
            "World Health Organization",
            "Environment Agency",
            "BBC News",
            "Guardian staff",
            "Statistisches Bundesamt",
            "Umweltbundesamt",
            "Bundesministerium der Finanzen",
            "Max-Planck-Gesellschaft",
            "Ministère de la Culture",
            "Haute Autorité de Santé",
            "Ayuntamiento de Madrid",
            "Banco de España",
            "Ministério da Saúde",
            "Istituto Superiore di Sanità",
            "Rijksinstituut voor Volksgezondheid",
            "Statistiska centralbyrån för Sverige universitet",
            "Folkhälsomyndigheten Sverige",
            "Główny Urząd Statystyczny",
            "Český statistický úřad",
            "Министерство культуры",
            "Федеральная служба статистики",
            "Міністерство культури",
            "Sağlık Bakanlığı",
            "Badan Pusat Statistik",
            "Helsingin yliopisto",
            "Központi Statisztikai Hivatal",
            "Υπουργείο Πολιτισμού",
            "وزارة الصحة",
            "国家统计局",
            "国立国会図書館",
            "서울대학교 도서관",
            "Bộ Y tế",
        ] {
            assert!(is_organisation(text), "{text}");
        }
        for text in [
            "Jane Roe",
            "Karl-Heinz Sankt",
            "Marie de la Tour",
            "José Ortega y Gasset",
            "Иван Петров",
            "김 영희",
            "山田 太郎",
            "Nguyễn Văn Nam",
            "Jan van der Berg",
            "Emily Post",
            "Casper Stadt",
            "Guido Camera",
        ] {
            assert!(!is_organisation(text), "{text}");
        }
    }
}
