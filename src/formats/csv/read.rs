//! CSV with a header to records: our own columns, and those of Zotero, Scopus, Google Scholar, PubMed,
//! IEEE, Lens and Springer, in English and other languages.
//!
//! Specification: RFC 4180. Columns that none of them has are left out.

use crate::formats::common::{drop_doi_link, fill, from_inverted, from_text, set_keywords};
use crate::formats::{Likelihood, Problems, Reading, head};
use crate::normalise::{dates, identifiers, names, pages};
use crate::record::{Class, Date, Kind, Name, Place, Record, Variable, identifier};
use crate::text::case;

const FORMAT: &str = "CSV";

/// Column names in small letters, beside CSL's own; of two with one variable the first in this list wins.
static COLUMNS: &[(&str, Variable)] = &[
    ("author full names", Variable::Author),
    ("authors", Variable::Author),
    ("editors", Variable::Editor),
    ("series editor", Variable::CollectionEditor),
    ("book author", Variable::ContainerAuthor),
    ("publication title", Variable::ContainerTitle),
    ("source title", Variable::ContainerTitle),
    ("publication", Variable::ContainerTitle),
    ("journal abbreviation", Variable::ContainerTitleShort),
    ("abbreviated source title", Variable::ContainerTitleShort),
    ("short title", Variable::TitleShort),
    ("date", Variable::Issued),
    ("publication year", Variable::Issued),
    ("year", Variable::Issued),
    ("access date", Variable::Accessed),
    ("abstract note", Variable::Abstract),
    ("link", Variable::Url),
    ("pages", Variable::Page),
    ("num pages", Variable::NumberOfPages),
    ("number of volumes", Variable::NumberOfVolumes),
    ("art. no.", Variable::Number),
    ("report number", Variable::Number),
    ("patent number", Variable::Number),
    ("series", Variable::CollectionTitle),
    ("series number", Variable::CollectionNumber),
    ("place", Variable::PublisherPlace),
    ("rights", Variable::License),
    ("archive location", Variable::ArchiveLocation),
    ("library catalog", Variable::Source),
    ("call number", Variable::CallNumber),
    ("conference name", Variable::EventTitle),
    ("meeting name", Variable::EventTitle),
    ("conference location", Variable::EventPlace),
    ("conference date", Variable::EventDate),
    ("manual tags", Variable::Keyword),
    ("author keywords", Variable::Keyword),
    ("pubmed id", Variable::Pmid),
    ("language of original document", Variable::Language),
    ("extra", Variable::Note),
];

/// Column names in other languages, in small letters, as the names that are known in English.
#[rustfmt::skip]
static TRANSLATED: &[(&str, &str)] = &[
    ("title", "document-title article-title item-title titel titre título titulo titolo tytuł název otsikko cím başlık название заглавие заголовок назва 题名 標題 標題名 タイトル 論文名 书名 題名 제목 논문명 العنوان"),
    ("authors", "author/s creators autor autoren autor/in autor(en) auteur auteurs autores autore autori auteur(s) verfasser author(s) forfatter författare tekijä szerző yazar yazarlar autor(es) автор авторы автори 作者 著者 著者名 저자 저자명 المؤلف"),
    ("editors", "herausgeber hrsg. editeur-scientifique editores curatore redacteur redaktor editor(s) редактор редакторы 编者 主编 編者"),
    ("year", "jahr erscheinungsjahr année annee año ano anno jaar rok år vuosi év yıl год рік 年 年份 出版年 发表年份 발행연도 연도 السنة"),
    ("date", "date-published publication-date datum fecha data dato päivämäärä дата 日期 出版日 发表时间 날짜"),
    ("publication title", "journal journal-title journal/book journal-name zeitschrift zeitschriftentitel revue périodique revista rivista periodico periódico tijdschrift czasopismo časopis tidskrift tidsskrift dergi журнал источник журнал/источник 期刊 刊名 来源 文献来源 雑誌名 収録刊行物 掲載誌 誌名 학술지명 المجلة"),
    ("volume", "journal-volume band jahrgang tome volumen volumes vol vol. jaargang tom ročník bind cilt том 卷 卷号 巻 권"),
    ("issue", "journal-issue heft heftnummer numéro numero número nummer zeszyt číslo nr nr. sayı выпуск номер 期 期号 号 호"),
    ("pages", "seiten seite páginas pagine pagina's paginas strony strany sidor sider sivut sayfa sayfalar страницы стр. сторінки 页码 页 頁 ページ 쪽 페이지"),
    ("publisher", "verlag éditeur editeur editorial editora editore casa-editrice uitgever uitgeverij wydawca wydawnictwo nakladatel förlag forlag kustantaja kiadó yayıncı издательство видавництво 出版社 出版者 출판사 الناشر"),
    ("place", "ort erscheinungsort lieu lugar luogo plaats miejsce место 出版地"),
    ("abstract", "zusammenfassung résumé resumen resumo riassunto samenvatting streszczenie аннотация реферат 摘要 抄録 초록"),
    ("manual tags", "schlagwörter schlagworte stichwörter mots-clés mots-clefs palabras-clave palavras-chave parole-chiave trefwoorden keywords tags ключевые-слова 关键词 キーワード 키워드"),
    ("language", "sprache langue idioma lingua taal język язык 语种 言語 언어"),
    ("edition", "auflage édition edición edição edizione druk wydanie издание 版次 版"),
    ("series", "book-series-title reihe collection colección coleção collana reeks seria серия 丛书"),
    ("page start", "start-page first-page startpage 开始页"),
    ("page end", "end-page last-page endpage 结束页"),
    ("doi", "item-doi"),
    ("issn", "issns"),
    ("isbn", "isbns"),
    ("document type", "publication-type content-type doctype"),
    ("type", "typ dokumenttyp type-de-document tipo tipo-de-documento soort rodzaj тип 文献类型"),
    ("link", "articleurl plink adresse lien enlace collegamento ссылка 链接 web"),
];

/// A column's name in small letters, in English where that is known.
fn column(cell: &str) -> String {
    let name = case::to_lower(cell.trim().trim_start_matches('\u{feff}'));
    let word = name.replace(' ', "-");
    let known = |words: &str| words.split(' ').any(|known| known == word);
    TRANSLATED.iter().find(|(_, words)| known(words)).map_or(name, |(english, _)| (*english).to_owned())
}

/// Types of Zotero and Scopus, in small letters.
static TYPES: &[(&str, Kind)] = &[
    ("journalarticle", Kind::ArticleJournal),
    ("magazinearticle", Kind::ArticleMagazine),
    ("newspaperarticle", Kind::ArticleNewspaper),
    ("booksection", Kind::Chapter),
    ("book chapter", Kind::Chapter),
    ("conferencepaper", Kind::PaperConference),
    ("conference paper", Kind::PaperConference),
    ("computerprogram", Kind::Software),
    ("blogpost", Kind::PostWeblog),
    ("forumpost", Kind::Post),
    ("encyclopediaarticle", Kind::EntryEncyclopedia),
    ("dictionaryentry", Kind::EntryDictionary),
    ("preprint", Kind::Article),
    ("presentation", Kind::Speech),
    ("film", Kind::MotionPicture),
    ("videorecording", Kind::MotionPicture),
    ("audiorecording", Kind::Song),
    ("podcast", Kind::Broadcast),
    ("tvbroadcast", Kind::Broadcast),
    ("radiobroadcast", Kind::Broadcast),
    ("artwork", Kind::Graphic),
    ("case", Kind::LegalCase),
    ("statute", Kind::Legislation),
    ("letter", Kind::PersonalCommunication),
    ("data paper", Kind::ArticleJournal),
    ("review", Kind::ArticleJournal),
    ("journal article", Kind::ArticleJournal),
    ("conference proceedings article", Kind::PaperConference),
    ("editorial", Kind::ArticleJournal),
    ("note", Kind::ArticleJournal),
    ("erratum", Kind::ArticleJournal),
    ("short survey", Kind::ArticleJournal),
];

fn variable(name: &str) -> Option<Variable> {
    let known = COLUMNS.iter().find(|(column, _)| *column == name).map(|(_, variable)| *variable);
    known.or_else(|| Variable::ALL.iter().find(|one| one.as_str().eq_ignore_ascii_case(name)).copied())
}

pub(super) fn detect(text: &str) -> Likelihood {
    let start = head(text);
    let line = start.lines().next().unwrap_or_default();
    let mut problems = Problems::new(line);
    let row = rows(line, separator(line), &mut problems)
        .into_iter()
        .next()
        .map(|row| row.cells)
        .unwrap_or_default();
    let columns: Vec<String> = row.iter().map(|cell| column(cell)).collect();
    let known = columns.iter().filter(|name| variable(name).is_some()).count();
    let title = columns.iter().any(|name| name == "title");
    if title && known >= 3 && !start.starts_with(['{', '@', '<', '%']) {
        Likelihood::Yes
    } else {
        Likelihood::No
    }
}

/// Comma, semicolon or tab: what the header has most of.
fn separator(text: &str) -> char {
    let line = text.lines().next().unwrap_or_default();
    let count = |letter: char| line.matches(letter).count();
    [',', ';', '\t'].into_iter().rev().max_by_key(|letter| count(*letter)).unwrap_or(',')
}

struct Row {
    offset: usize,
    cells: Vec<String>,
}

fn rows(text: &str, separator: char, problems: &mut Problems<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Row { offset: 0, cells: Vec::new() };
    let (mut cell, mut quoted) = (String::new(), None);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let twice = letters.peek().is_some_and(|(_, next)| *next == '"');
        match letter {
            '"' if quoted.is_some() && twice => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted.is_some() => quoted = None,
            '"' if cell.is_empty() => quoted = Some(at),
            _ if quoted.is_some() => cell.push(letter),
            '\r' => {}
            '\n' => {
                row.cells.push(std::mem::take(&mut cell));
                rows.push(std::mem::replace(&mut row, Row { offset: at + 1, cells: Vec::new() }));
            }
            _ if letter == separator => row.cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    if let Some(at) = quoted {
        problems.at(
            at,
            FORMAT,
            "the closing quote of this cell is missing; add it; the rest was read as one cell",
        );
    }
    row.cells.push(cell);
    rows.push(row);
    rows.retain(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

pub(super) fn read(text: &str) -> Reading {
    let body = text.trim_start_matches('\u{feff}').trim_start_matches(['\n', '\r']);
    let start = text.len() - body.len();
    let mut problems = Problems::of_file(text, FORMAT);
    let mut inner = Problems::new(body);
    let mut rows = rows(body, separator(body), &mut inner).into_iter();
    let header: Vec<String> =
        rows.next().map(|row| row.cells.iter().map(|cell| column(cell)).collect()).unwrap_or_default();
    let mut records = Vec::new();
    if header.iter().any(|name| name == "title") {
        for row in rows {
            let place = Place::entry(FORMAT, format!("record {}", records.len() + 1));
            if row.cells.len() > header.len() {
                let message =
                    "this row has more cells than the header; put cells with a comma in double quotes";
                problems.at(start + row.offset, place.clone(), message);
            }
            for (column, message) in unusable(&header, &row.cells) {
                problems.at(start + row.offset, place.clone().field(column), message);
            }
            records.push(record(&header, &row.cells));
        }
    } else {
        problems.at(
            0,
            FORMAT,
            "no column \"title\" was found; the first row must have the names of the columns",
        );
    }
    let mut found = inner.finish(FORMAT);
    found.append(&mut problems.finish(FORMAT));
    Reading { records, problems: found }
}

/// The columns of a row whose value cannot be used as it is, each with what is wrong.
fn unusable<'h>(header: &'h [String], cells: &[String]) -> Vec<(&'h str, String)> {
    let mut found = Vec::new();
    for (column, cell) in header.iter().zip(cells) {
        let value = cell.trim();
        if value.is_empty() {
            continue;
        }
        if column == "type" && !header.iter().any(|name| name == "item type" || name == "document type") {
            let lower = value.to_ascii_lowercase();
            if Kind::parse(&lower).is_none() && !TYPES.iter().any(|(known, _)| *known == lower) {
                found.push((column.as_str(), format!("unknown type \"{value}\"; it was left out")));
            }
        } else if variable(column).is_some_and(|variable| variable.class() == Class::Date)
            && dates::is_invalid(value)
        {
            let message = format!("invalid date \"{value}\"; the impossible part was left out");
            found.push((column.as_str(), message));
        }
    }
    found
}

fn record(header: &[String], cells: &[String]) -> Record {
    let value = |name: &str| {
        let at = header.iter().position(|column| column == name)?;
        let cell = cells.get(at)?.trim();
        // An apostrophe keeps spreadsheets from taking a text for a formula.
        let plain =
            cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell);
        (!plain.is_empty()).then_some(plain)
    };
    let mut record = Record::default();
    record.id = value("id").or_else(|| value("key")).unwrap_or_default().to_owned();
    let known = COLUMNS.iter().copied();
    let own: Vec<(String, Variable)> =
        Variable::ALL.iter().map(|variable| (variable.as_str().to_ascii_lowercase(), *variable)).collect();
    for (name, variable) in known.chain(own.iter().map(|(name, variable)| (name.as_str(), *variable))) {
        if let Some(text) = value(name).filter(|_| !record.has(variable)) {
            set(&mut record, variable, text);
        }
    }
    if let (Some(first), false) = (value("page start"), record.has(Variable::Page)) {
        let last = value("page end").filter(|last| *last != first);
        fill(&mut record, Variable::Page, &last.map_or(first.to_owned(), |last| [first, "-", last].concat()));
    }
    record.portal.concept_doi = value("concept-doi").map(str::to_owned);
    kind(&mut record, &value);
    drop_doi_link(&mut record);
    record
}

fn set(record: &mut Record, variable: Variable, text: &str) {
    match variable.class() {
        Class::Name => record.set_names(variable, people(text)),
        Class::Date => {
            let date = Date::parse(text).or_else(|| dates::date(text));
            record.set_date(variable, date.unwrap_or_else(|| Date::literal(text)));
        }
        _ => match variable {
            Variable::Keyword => {
                let words: Vec<String> = text.split(';').map(|word| word.trim().to_owned()).collect();
                set_keywords(record, &words);
            }
            Variable::Page => fill(record, variable, &pages::read(text)),
            Variable::Doi => fill(record, variable, identifier::doi(text).unwrap_or(text)),
            Variable::Issn => fill(record, variable, identifiers::issn(text).as_deref().unwrap_or(text)),
            _ => fill(record, variable, text),
        },
    }
}

/// `Doe, Jane; Roe, R.`; Scopus has numbers behind them: `Doe, Jane (571)`.
fn people(text: &str) -> Vec<Name> {
    if !text.contains(';') && (text.contains(',') || text.contains(" and ") || text.contains(" & ")) {
        return names::read_all(text);
    }
    let plain = |name: &str| {
        let name = name.trim();
        let numbered = name.strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        numbered.filter(|(_, number)| digits(number)).map_or(name, |(name, _)| name).to_owned()
    };
    let all = text.split(';').map(plain).filter(|name| !name.is_empty());
    all.map(|name| if name.contains(',') { from_inverted(&name) } else { from_text(&name) }).collect()
}

fn kind<'t>(record: &mut Record, value: &dyn Fn(&str) -> Option<&'t str>) {
    let name = ["item type", "document type", "type"].into_iter().find_map(value).unwrap_or_default();
    let lower = name.to_ascii_lowercase();
    let scopus = value("document type").is_some();
    let known = TYPES.iter().find(|(known, _)| *known == lower).map(|(_, kind)| *kind);
    // Zotero's `Type` is that of a thesis or a report.
    if value("item type").is_some() {
        fill(record, Variable::Genre, value("type").unwrap_or_default());
    }
    record.kind = match known {
        _ if scopus && matches!(lower.as_str(), "article" | "letter") => Kind::ArticleJournal,
        _ if value("item type").is_none() && !scopus && Kind::parse(name).is_some() => {
            Kind::parse(name).unwrap_or_default()
        }
        Some(kind) => kind,
        None => match Kind::parse(&lower) {
            Some(kind) => kind,
            None if record.has(Variable::ContainerTitle) => Kind::ArticleJournal,
            None if record.has(Variable::Publisher) => Kind::Book,
            None => Kind::Document,
        },
    };
    // Google Scholar's number is an issue.
    if value("publication").is_some()
        && value("issue").is_none()
        && record.kind == Kind::ArticleJournal
        && let Some(number) = record.text(Variable::Number).map(str::to_owned)
    {
        record.remove(Variable::Number);
        fill(record, Variable::Issue, &number);
    }
}
