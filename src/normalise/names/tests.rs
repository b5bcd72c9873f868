//! Names by tables: the text, then its given name, particle, family name, suffix and literal.

use super::*;

/// The parts of names, `given|particle|family|suffix|literal`.
fn shown(name: &Name) -> String {
    let parts = [&name.given, &name.non_dropping_particle, &name.family, &name.suffix, &name.literal];
    let parts: Vec<&str> = parts.iter().map(|part| part.as_deref().unwrap_or_default()).collect();
    parts.join("|")
}

/// Fails with every row that is read otherwise.
#[track_caller]
fn each(rows: &[(&str, &str)]) {
    let read = rows.iter().map(|(text, expected)| (*text, *expected, shown(&read(text).unwrap_or_default())));
    let wrong: Vec<_> = read.filter(|(_, expected, got)| expected != got).collect();
    assert!(wrong.is_empty(), "text, expected, read: {wrong:#?}");
}

/// Fails with every list that is taken apart otherwise: `Family, Given; Family, Given`.
#[track_caller]
fn lists(rows: &[(&str, &str)]) {
    let read = rows.iter().map(|(text, expected)| {
        let names: Vec<String> = read_all(text).iter().map(inverted).collect();
        (*text, *expected, names.join("; "))
    });
    let wrong: Vec<_> = read.filter(|(_, expected, got)| expected != got).collect();
    assert!(wrong.is_empty(), "text, expected, read: {wrong:#?}");
}

#[test]
fn takes_persons_apart_and_keeps_organisations_whole() {
    each(&[
        ("Procter, Stephen", "Stephen||Procter||"),
        ("Stephen Procter", "Stephen||Procter||"),
        ("Ludwig van Beethoven", "Ludwig|van|Beethoven||"),
        ("Guido de Croon", "Guido|de|Croon||"),
        ("de Croon, Guido", "Guido|de|Croon||"),
        ("Smith, John, 1950-", "John||Smith||"),
        ("Smith,, John", "John||Smith||"),
        ("Smith , ,, John", "John||Smith||"),
        ("Jane D, , , , , oe", "oe||Jane D||"),
        ("Roe, Jane, 1950-2011.", "Jane||Roe||"),
        ("Roe, Jane, active 18th century", "Jane||Roe||"),
        ("MONAI Consortium", "||||MONAI Consortium"),
        ("European Research Council", "||||European Research Council"),
        (
            "University of Edinburgh, School of Informatics",
            "||||University of Edinburgh, School of Informatics",
        ),
        ("Plato", "||||Plato"),
        ("Doe,", "||||Doe"),
        (",Town Council", "||||Town Council"),
        ("https://example.org/people/1", "||||"),
        ("jane@example.org", "||||"),
        ("N/A", "||||"),
        ("et al.", "||||"),
        ("UNESCO Institute for Statistics", "||||UNESCO Institute for Statistics"),
        ("European Commission (EC)", "||||European Commission (EC)"),
        ("Studio 54", "||||Studio 54"),
        ("Boeing 747", "||||Boeing 747"),
    ]);
    let name = read("Carberry, Josiah 0000-0002-1825-0097").unwrap_or_default();
    assert_eq!(
        (name.full().as_str(), name.orcid.as_deref()),
        ("Josiah Carberry", Some("0000-0002-1825-0097"))
    );
}

#[test]
fn initials_before_and_behind() {
    each(&[
        ("Watson JD", "JD||Watson||"),
        ("van der Berg R", "R|van der|Berg||"),
        ("Doe J.", "J.||Doe||"),
        ("Doe J.A.", "J.A.||Doe||"),
        ("Doe J.-P.", "J.-P.||Doe||"),
        ("J. Doe", "J.||Doe||"),
        ("J. A. Doe", "J. A.||Doe||"),
        ("Petrova A. B.", "A. B.||Petrova||"),
        ("Petrova A B", "A B||Petrova||"),
        ("Петрова А. Б.", "А. Б.||Петрова||"),
        ("Иванов И.И.", "И.И.||Иванов||"),
        ("И. И. Иванов", "И. И.||Иванов||"),
        ("JD Salinger", "JD||Salinger||"),
        ("JRR Tolkien", "JRR||Tolkien||"),
        ("García Márquez G.", "G.||García Márquez||"),
    ]);
}

#[test]
fn suffixes_wherever_they_are_written() {
    each(&[
        ("King, Martin Luther, Jr.", "Martin Luther||King|Jr.|"),
        ("King, Jr., Martin Luther", "Martin Luther||King|Jr.|"),
        ("King Jr., Martin Luther", "Martin Luther||King|Jr.|"),
        ("King, Martin Luther Jr.", "Martin Luther||King|Jr.|"),
        ("Martin Luther King Jr.", "Martin Luther||King|Jr.|"),
        ("Martin Luther King, Jr.", "Martin Luther||King|Jr.|"),
        ("Rick Poe, III", "Rick||Poe|III|"),
        ("John Smith III", "John||Smith|III|"),
        ("Maddox III, Ron F.", "Ron F.||Maddox|III|"),
        ("van Roe, Jr.", "|van|Roe|Jr.|"),
    ]);
}

#[test]
fn bylines_titles_degrees_and_notes_go() {
    each(&[
        ("By Will Roe", "Will||Roe||"),
        ("by Will Roe", "Will||Roe||"),
        ("Written by Will Roe", "Will||Roe||"),
        ("Автор: Иван Петров", "Иван||Петров||"),
        ("Byron Roe", "Byron||Roe||"),
        ("Dr. Jane Roe", "Jane||Roe||"),
        ("Prof. Dr. Jane Roe", "Jane||Roe||"),
        ("Roe, Dr. Jane", "Jane||Roe||"),
        ("Jane Doe, PhD", "Jane||Doe||"),
        ("Jane Doe, M.D., Ph.D.", "Jane||Doe||"),
        ("Jane Doe PhD", "Jane||Doe||"),
        ("Jane Doe MD", "Jane||Doe||"),
        ("Doe MD", "MD||Doe||"),
        ("Doe, Jane, PhD", "Jane||Doe||"),
        ("Doe, MA", "MA||Doe||"),
        ("Jane Roe 1,2", "Jane||Roe||"),
        ("Jane Roe*", "Jane||Roe||"),
        ("Roe, Jane<sup>1</sup>", "Jane||Roe||"),
        ("Jane Roe<sup>1,*</sup>", "Jane||Roe||"),
        ("Smith, John (University of X)", "John||Smith||"),
        ("Doe, Jane (Ed.)", "Jane||Doe||"),
        ("Jane Doe (MIT)", "Jane||Doe||"),
        ("Jane Doe <jane@example.org>", "Jane||Doe||"),
        ("Doe, Jane et al.", "Jane||Doe||"),
    ]);
}

#[test]
fn nothing_of_a_name_is_dropped() {
    each(&[
        ("Tan, Wei-lun", "Wei-lun||Tan||"),
        ("Wei-lun Tan", "Wei-lun||Tan||"),
        ("Brix, Ida G. (Ida Gudrun)", "Ida G. (Ida Gudrun)||Brix||"),
        ("Wang, Xiaohe (王小河)", "Xiaohe (王小河)||Wang||"),
        ("Xiaohe Wang (王小河)", "Xiaohe (王小河)||Wang||"),
        ("Jane (Janie) Roe", "Jane (Janie)||Roe||"),
        ("Roe, <i>Jane</i>", "Jane||Roe||"),
        ("Jane <b>Roe</b>", "Jane||Roe||"),
        ("O&rsquo;Roe, Jane", "Jane||O’Roe||"),
    ]);
}

#[test]
fn families_in_capitals() {
    each(&[
        ("ROE Jane", "Jane||Roe||"),
        ("DUPONT Jean-Paul", "Jean-Paul||Dupont||"),
        ("DE LA TOUR Marc", "Marc|de la|Tour||"),
        ("Jane DUPONT", "Jane||Dupont||"),
        ("NGO Bao Chau", "Bao Chau||Ngo||"),
        ("O'BRIEN Mary", "Mary||O'Brien||"),
        ("MCDONALD Jane", "Jane||McDonald||"),
        ("ПЕТРОВ Иван", "Иван||Петров||"),
        ("Ayşe YILMAZ", "Ayşe||Yılmaz||"),
        ("YILDIRIM Tuğçe", "Tuğçe||Yıldırım||"),
        ("Jane IRVING", "Jane||Irving||"),
    ]);
}

#[test]
fn particles_small_and_capital() {
    each(&[
        ("Jacobus van 't Hoff", "Jacobus|van 't|Hoff||"),
        ("van 't Hoff, Jacobus", "Jacobus|van 't|Hoff||"),
        ("Marc de la Tour", "Marc|de la|Tour||"),
        ("Muhammad al-Khwarizmi", "Muhammad||al-Khwarizmi||"),
        ("al-Khwarizmi, Muhammad", "Muhammad||al-Khwarizmi||"),
        ("d'Antras, Arnaud", "Arnaud|d'|Antras||"),
        ("Vincent Van Roe", "Vincent||Van Roe||"),
        ("Teven Le Scao", "Teven||Le Scao||"),
        ("Maria De La Cruz", "Maria||De La Cruz||"),
        ("Van Morrison", "Van||Morrison||"),
        ("Van Gogh, Vincent", "Vincent||Van Gogh||"),
    ]);
}

#[test]
fn east_asian_names_keep_their_order() {
    each(&[
        ("김 영희", "영희||김||"),
        ("山田 太郎", "太郎||山田||"),
        ("山田　太郎", "太郎||山田||"),
        ("王 小河", "小河||王||"),
        ("王小河", "||||王小河"),
        ("김영희", "||||김영희"),
        ("王, 小河", "小河||王||"),
        ("ジェーン・ロー", "ジェーン||ロー||"),
        ("卡尔·马克思", "卡尔||马克思||"),
        ("ジェーン ロー", "ジェーン||ロー||"),
        ("国家统计局", "||||国家统计局"),
        ("国立 国会図書館", "||||国立 国会図書館"),
    ]);
}

#[test]
fn russian_thai_arabic_and_vietnamese_names_keep_their_order() {
    each(&[
        ("Иванов Иван Иванович", "Иван Иванович||Иванов||"),
        ("Иван Иванович Петров", "Иван Иванович||Петров||"),
        ("Петрова Анна Сергеевна", "Анна Сергеевна||Петрова||"),
        ("Шевченко Олена Іванівна", "Олена Іванівна||Шевченко||"),
        ("Петров Иван", "Иван||Петров||"),
        ("Лев Толстой", "Лев||Толстой||"),
        ("สมชาย ใจดี", "สมชาย||ใจดี||"),
        ("الزهراني، سارة", "سارة||الزهراني||"),
        ("سارة الزهراني", "سارة||الزهراني||"),
        ("Nguyễn Văn Nam", "Văn Nam||Nguyễn||"),
        ("Nguyen Van Nam", "Van Nam||Nguyen||"),
        ("Trần Thị Hoa", "Thị Hoa||Trần||"),
        ("Le Thi Hoa", "Thi Hoa||Le||"),
        ("Ngo Bao Chau", "Bao Chau||Ngo||"),
        ("Bao Chau Ngo", "Bao Chau||Ngo||"),
        ("Hong Nguyen", "Hong||Nguyen||"),
    ]);
}

#[test]
fn two_people_may_have_one_comma_between_them() {
    lists(&[
        ("Jane Doe, John Roe", "Doe, Jane; Roe, John"),
        ("Jane Doe, Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Hans Roe, Karin van der Poe", "Roe, Hans; van der Poe, Karin"),
        ("Maria Roe-Poe, José Loe", "Roe-Poe, Maria; Loe, José"),
        ("by Anna Roe, Paul Poe", "Roe, Anna; Poe, Paul"),
    ]);
}

#[test]
fn short_capitals_of_chinese_and_korean_names_are_families() {
    each(&[
        ("Xiao LI", "Xiao||Li||"),
        ("LI Xiao", "Xiao||Li||"),
        ("Xiaohe WU", "Xiaohe||Wu||"),
        ("WU Xiaohe", "Xiaohe||Wu||"),
        ("Wei LIU", "Wei||Liu||"),
        ("QIU Wei", "Wei||Qiu||"),
        ("Xiaoming MA", "Xiaoming||Ma||"),
        ("Xiao Ming HE", "Xiao Ming||He||"),
        ("Min-ho OH", "Min-ho||Oh||"),
        ("AN Min-ho", "Min-ho||An||"),
        // Initials, or as likely so.
        ("Watson JD", "JD||Watson||"),
        ("Smith LI", "LI||Smith||"),
        ("Hansen LU", "LU||Hansen||"),
        ("Wang XH", "XH||Wang||"),
        ("Wei MA", "MA||Wei||"),
        ("Al-saleh MA", "MA||Al-saleh||"),
    ]);
    lists(&[("Xiao LI, Wei WU", "Li, Xiao; Wu, Wei"), ("Li X, Wu W", "Li, X; Wu, W")]);
}

#[test]
fn takes_lists_of_names_apart() {
    lists(&[
        ("Doe, Jane; Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Doe, Jane；Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Doe, Jane|Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Suharto, Budi; Wijaya, Ayu; ", "Suharto, Budi; Wijaya, Ayu"),
        ("Doe, Jane and Roe, Rick and Poe, Ed", "Doe, Jane; Roe, Rick; Poe, Ed"),
        ("Jane Doe and Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Jane Doe & Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Jane Doe und Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Jane Doe et Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Иван Петров и Анна Белова", "Петров, Иван; Белова, Анна"),
        ("Doe, J. & Roe, R.", "Doe, J.; Roe, R."),
        ("Doe, J., & Roe, R.", "Doe, J.; Roe, R."),
        ("Doe, J., Roe, R., & Poe, E.", "Doe, J.; Roe, R.; Poe, E."),
        ("Doe, J., Roe, R.", "Doe, J.; Roe, R."),
        ("Doe J, Roe R, Poe E", "Doe, J; Roe, R; Poe, E"),
        ("Doe J, Roe R", "Doe, J; Roe, R"),
        ("Smith J, Jones A, and Brown B", "Smith, J; Jones, A; Brown, B"),
        ("Петров А. Б., Белова В. Г.", "Петров, А. Б.; Белова, В. Г."),
        ("Jane Doe, Rick Roe, Ed Poe", "Doe, Jane; Roe, Rick; Poe, Ed"),
        ("Jane Doe, Rick Roe and Ed Poe", "Doe, Jane; Roe, Rick; Poe, Ed"),
        ("Jane Doe, Rick Roe, and Ed Poe", "Doe, Jane; Roe, Rick; Poe, Ed"),
        ("Jane Doe, Rick Roe, Ed Poe et al.", "Doe, Jane; Roe, Rick; Poe, Ed; others"),
        ("Jane Q. Doe, Rick Roe", "Doe, Jane Q.; Roe, Rick"),
        ("J. Doe, R. van Roe", "Doe, J.; van Roe, R."),
        ("DOE Jane, ROE Rick", "Doe, Jane; Roe, Rick"),
        ("Jane DUPONT, Rick MARTIN", "Dupont, Jane; Martin, Rick"),
        ("Jane Doe, PhD, Rick Roe, MD", "Doe, Jane; Roe, Rick"),
        ("Jane Doe, PhD and Rick Roe, Jr.", "Doe, Jane; Roe, Rick, Jr."),
        ("Jane Doe1,2, Rick Roe1, Ed Poe3*", "Doe, Jane; Roe, Rick; Poe, Ed"),
        ("By Jane Doe and Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Budi Suharto ; editor, Ayu Wijaya", "Suharto, Budi; Wijaya, Ayu"),
        ("山田太郎、鈴木花子", "山田太郎; 鈴木花子"),
        ("王小河，李大海", "王小河; 李大海"),
        ("김영희, 이철수", "김영희; 이철수"),
        ("Doe, Jane, Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Jane Doe, Karl Roe, Max Poe, Ann Loe", "Doe, Jane; Roe, Karl; Poe, Max; Loe, Ann"),
        ("Jane Doe / Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Jane Doe • Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Jane Doe, Rick Roe, et al.", "Doe, Jane; Roe, Rick; others"),
        ("أحمد علي، محمد حسن", "علي, أحمد; حسن, محمد"),
    ]);
}

#[test]
fn what_follows_the_named_people_is_said() {
    lists(&[
        ("Doe J, Roe R, et al.", "Doe, J; Roe, R; others"),
        ("Doe, Jane; Roe, Rick; et al", "Doe, Jane; Roe, Rick; others"),
        ("Jane Doe and others", "Doe, Jane; others"),
        ("Иванов И. И. и др.", "Иванов, И. И.; others"),
        ("王小河, 等", "王小河; others"),
        ("Doe, Jane u. a.", "Doe, Jane; others"),
    ]);
}

#[test]
fn capitals_tell_the_family_name_wherever_it_stands() {
    lists(&[
        ("Jane ROE", "Roe, Jane"),
        ("ROE Jane", "Roe, Jane"),
        ("Ann COX", "Cox, Ann"),
        ("Jim LEE", "Lee, Jim"),
        ("ROE J.", "Roe, J."),
        ("ROE J. K.", "Roe, J. K."),
        ("ИВАНОВ И. И.", "Иванов, И. И."),
        ("VAN DAMME J.-C.", "van Damme, J.-C."),
        ("J. ROE", "Roe, J."),
        ("Jean-Pierre DE LA TOUR", "de la Tour, Jean-Pierre"),
        ("Marie DUPONT MARTIN", "Dupont Martin, Marie"),
        ("Taro YAMADA, Hanako ITO, Xiao LI", "Yamada, Taro; Ito, Hanako; Li, Xiao"),
        ("Jane ROE, Rick POE", "Roe, Jane; Poe, Rick"),
        // Initials stay initials.
        ("Boer MAG", "Boer, MAG"),
        ("Smith JA", "Smith, JA"),
        ("de la Cruz MPR", "de la Cruz, MPR"),
        ("John Smith III", "Smith, John, III"),
    ]);
}

#[test]
fn bylines_titles_and_degrees_in_more_languages_go() {
    lists(&[
        ("Par Jeanne Roe", "Roe, Jeanne"),
        ("Von Hans Müller", "Müller, Hans"),
        ("Por Ana Gómez y Luis Pérez", "Gómez, Ana; Pérez, Luis"),
        ("Von Neumann, John", "Von Neumann, John"),
        ("Par Hansson", "Hansson, Par"),
        ("Lt. Col. John Smith", "Smith, John"),
        ("Hon. Jane Roe", "Roe, Jane"),
        ("นายสมชาย ใจดี", "ใจดี, สมชาย"),
        ("ผศ.ดร. สมชาย ใจดี", "ใจดี, สมชาย"),
        ("Jane Roe MD, PhD", "Roe, Jane"),
        ("Roe, Jane, MD", "Roe, Jane"),
        ("Roe, Jane, MD, MPH", "Roe, Jane"),
        ("Jane Roe, CFA", "Roe, Jane"),
        ("Roe, MA", "Roe, MA"),
        ("1. Jane Roe", "Roe, Jane"),
        ("Jane Roe [aut, cre]", "Roe, Jane"),
    ]);
}

#[test]
fn lists_are_joined_by_the_words_of_many_languages() {
    lists(&[
        ("Ana Silva e Luís Costa", "Silva, Ana; Costa, Luís"),
        ("Mario Rossi e Luigi Bianchi", "Rossi, Mario; Bianchi, Luigi"),
        ("Jan Kowalski i Anna Nowak", "Kowalski, Jan; Nowak, Anna"),
        ("Jan Novák a Petr Svoboda", "Novák, Jan; Svoboda, Petr"),
        ("Matti Virtanen ja Anna Laine", "Virtanen, Matti; Laine, Anna"),
        ("김영희·박철수", "김영희; 박철수"),
        ("John Smith/Alice Jones", "Smith, John; Jones, Alice"),
        ("Jane Roe 1,2, Rick Poe 3", "Roe, Jane; Poe, Rick"),
        ("García Márquez, Gabriel José 1", "García Márquez, Gabriel José"),
        // Words that are a part of one name.
        ("Otto von und zu Habsburg", "von und zu Habsburg, Otto"),
        ("Josep Puig i Cadafalch", "Puig i Cadafalch, Josep"),
        ("João Pinto e Silva", "Pinto e Silva, João"),
    ]);
}

/// However often a list was joined and cut, its words are no part of a name.
#[test]
fn the_words_of_a_list_are_no_part_of_a_name() {
    lists(&[
        ("and Roe, Rick", "Roe, Rick"),
        ("and and Roe, Rick", "Roe, Rick"),
        ("Doe, Jane and and Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Doe, Jane and and and Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Doe, Jane; and und Roe, Rick", "Doe, Jane; Roe, Rick"),
        ("Jane Doe & & Rick Roe", "Doe, Jane; Roe, Rick"),
        ("Jane Doe & and Rick Roe", "Doe, Jane; Roe, Rick"),
    ]);
}

#[test]
fn transliterated_and_double_names_keep_all_their_parts() {
    each(&[
        ("ジョン・F・ケネディ", "ジョン・F||ケネディ||"),
        ("カール・フォン・リンネ", "カール・フォン||リンネ||"),
        ("王小河 (Wang Xiaohe)", "||||王小河 (Wang Xiaohe)"),
        ("Xiaohe Wang (王小河)", "Xiaohe (王小河)||Wang||"),
        ("Abd al-Rahman ibn Khaldun", "Abd al-Rahman|ibn|Khaldun||"),
        ("Mohammed al-Khwarizmi", "Mohammed||al-Khwarizmi||"),
        ("Médecins Sans Frontières", "||||Médecins Sans Frontières"),
        ("Danmarks Statistik", "||||Danmarks Statistik"),
    ]);
}

#[test]
fn leaves_one_name_and_organisations_whole() {
    lists(&[
        ("Muñoz Roe, Ana María", "Muñoz Roe, Ana María"),
        ("Maria Roe, Mary Ann", "Maria Roe, Mary Ann"),
        ("Jane Doe, J. R.", "Jane Doe, J. R."),
        ("Jane Doe, Xiaohe", "Jane Doe, Xiaohe"),
        ("St. John, Mary Ann", "St. John, Mary Ann"),
        ("Doe J., Jane", "Doe J., Jane"),
        ("J. Doe, M. D.", "Doe, J."),
        ("LLOYD WEBBER, Andrew James", "LLOYD WEBBER, Andrew James"),
        ("Doe, Jane", "Doe, Jane"),
        ("García Márquez, Gabriel José", "García Márquez, Gabriel José"),
        ("José Ortega y Gasset", "Ortega y Gasset, José"),
        ("King, Martin Luther, Jr.", "King, Martin Luther, Jr."),
        ("Johnson & Johnson", "Johnson & Johnson"),
        ("Health and Safety Executive", "Health and Safety Executive"),
        ("Department of Health and Human Services", "Department of Health and Human Services"),
        (
            "Food and Agriculture Organization of the United Nations",
            "Food and Agriculture Organization of the United Nations",
        ),
        ("Ministerio de Sanidad y Consumo", "Ministerio de Sanidad y Consumo"),
        ("الخوارزمي، محمد بن موسى", "الخوارزمي, محمد بن موسى"),
        ("Jane Doe, RN, MSN", "Doe, Jane"),
        ("Sir Karl Doe", "Doe, Karl"),
        ("Rev. Dr. Karl Doe", "Doe, Karl"),
        ("Jane Doe, University of York", "Doe, Jane"),
        ("Department of Agriculture, School of Trees", "Department of Agriculture, School of Trees"),
        ("Statistiska centralbyrån", "Statistiska centralbyrån"),
    ]);
}

#[track_caller]
fn person(text: &str, parts: [&str; 5]) {
    let name = from_text(text);
    let got = [&name.non_dropping_particle, &name.family, &name.given, &name.dropping_particle, &name.suffix]
        .map(|part| part.as_deref().unwrap_or_default());
    assert_eq!(got, parts, "{text}");
}

#[test]
fn reads_particles_and_suffixes() {
    person("van Gogh, Vincent", ["van", "Gogh", "Vincent", "", ""]);
    person("Vincent van Gogh", ["van", "Gogh", "Vincent", "", ""]);
    person("Vries, J. de", ["", "Vries", "J.", "de", ""]);
    person("Berg, Jan van der", ["", "Berg", "Jan", "van der", ""]);
    person("King, Martin Luther, Jr.", ["", "King", "Martin Luther", "", "Jr."]);
    person("King, Jr., Martin Luther", ["", "King", "Martin Luther", "", "Jr."]);
    person("Martin Luther King Jr.", ["", "King", "Martin Luther", "", "Jr."]);
    person("d'Antras, Arnaud", ["d'", "Antras", "Arnaud", "", ""]);
    person("bell hooks,", ["", "hooks", "bell", "", ""]);
}

#[test]
fn keeps_organisations_and_single_names_whole() {
    for text in
        ["MONAI Consortium", "European Research Council", "Plato", "University of York, Department of X"]
    {
        assert_eq!(from_text(text), Name::literal(text));
    }
    assert_eq!(from_inverted("World Health Organization,"), Name::literal("World Health Organization"));
}

#[test]
fn initials_in_front_are_a_persons() {
    for (text, family) in
        [("K. He", "He"), ("K. B. Hecht", "Hecht"), ("J.-P. Serre", "Serre"), ("M. de Jong", "Jong")]
    {
        let found = from_inverted(text).family.unwrap_or_default();
        assert_eq!(found, family, "{text}");
    }
    for text in ["E. coli Consortium", "J. Paul Getty Museum", "U.S. Steel", "Plato"] {
        assert_eq!(from_inverted(text), Name::literal(text));
    }
}

#[test]
fn inverts_and_comes_back() {
    for text in ["van Gogh, Vincent", "Vries, J. de", "King, Martin Luther, Jr.", "d'Antras, A.", "Plato"] {
        assert_eq!(inverted(&from_inverted(text)), text);
    }
}
