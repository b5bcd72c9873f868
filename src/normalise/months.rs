//! Names of months in the languages that pages and files are written in, to their numbers.
//!
//! The names are those of the Unicode CLDR (<https://cldr.unicode.org>), without the endings of their
//! cases: `ноябр` for ноябрь and ноября.

use crate::text::case;

/// Each month's names, small letters.
static NAMES: [&str; 12] = [
    "siječanj siječnj јануар януар jaanuar sausi janvār janúar januar janvier enero janeiro gennaio gener ianuarie január jänner leden ledna styczeń styczni tammikuu ocak \
     январ січ ιανουάρ ιανουαρ يناير جانفي ژانویه ינואר มกราคม ม.ค जनवरी",
    "veljač фебруар февруар veebruar vasar februār febrúar pebrero februar février fevrier febrero fevereiro febbraio febrer februarie február únor lut helmikuu şubat феврал лют \
     φεβρουάρ φεβρουαρ فبراير فيفري شباط فوریه פברואר กุมภาพันธ์ ก.พ फ़रवरी फरवरी",
    "ožujak ožujk märts kov marso machi mac march märz maerz mrz mars marzo março maart mrt marec martie március mart maret marts březen března marzec marca \
     maaliskuu март берез μάρτ μαρτ مارس آذار מרץ มีนาคม มี.ค मार्च",
    "travanj travnj aprill balandži aprīl aprili april avril abril aprile aprilie április apríl duben dubna kwiecień kwietni huhtikuu nisan апрел квіт απρίλ απριλ \
     أبريل ابريل أفريل إبريل نيسان آوریل אפריל เมษายน เม.ย अप्रैल",
    "svibanj svibnj мај maijs gegužė gegužės maí may mai mayo maio maggio maig mei maj maja máj máju május květ toukokuu mayıs май мая трав μάι μαΐ \
     مايو ماي أيار מאי พฤษภาคม พ.ค मई",
    "lipanj lipnj јун јуни juuni birželi jūnij júní hunyo june juni juin junio junho giugno juny iunie június jún júna červen června czerwiec czerwca kesäkuu haziran июн юни \
     черв ιούνι ιουνί يونيو يونية جوان حزيران ژوئن יוני มิถุนายน มิ.ย जून",
    "lip srpanj srpnj јул јули juuli liep jūlij júlí julai hulyo july juli juillet julio julho luglio juliol iulie július júl júla červenec července lipiec lipca heinäkuu temmuz \
     июл юли лип ιούλι ιουλί يوليو يوليه جويلية تموز ژوئیه יולי กรกฎาคม ก.ค जुलाई",
    "kolovoz rugpjūči ágúst ogos agosti august août aout agosto agost augustus augusztus agustus agt srpen srpna sierpień sierpni elokuu ağustos август серп \
     αύγουστ αυγούστ أغسطس اغسطس أوت آب اوت אוגוסט สิงหาคม ส.ค अगस्त",
    "rujan rujn септембар септембр rugsėj setyembre septemba september septembre setembre septiembre setembro settembre septembrie szeptember septembr září wrzesień wrześni syyskuu \
     eylül сентябр верес септември σεπτέμβρ σεπτεμβρ سبتمبر أيلول سپتامبر ספטמבר กันยายน ก.ย सितंबर सितम्बर",
    "октобар октобр oktoober spali oktobr oktubre oktoba october oktober octobre octubre outubro ottobre octombrie október oktobr říjen října październik lokakuu ekim октябр \
     жовт октомври οκτώβρ οκτωβρ أكتوبر اكتوبر اکتبر אוקטובר ตุลาคม ต.ค अक्टूबर अक्तूबर",
    "studen новембар новембр lapkriči nobyembre novemba november novembre noviembre novembro noiembrie novembr listopad marraskuu kasım ноябр листопад ноември νοέμβρ \
     νοεμβρ نوفمبر نوامبر נובמבר พฤศจิกายน พ.ย नवंबर नवम्बर",
    "децембар децембр detsember gruod disember disyembre desemba december dezember décembre decembre diciembre dezembro dicembre desembre decembrie desember decembr prosinec prosinc \
     grudzień grudni joulukuu aralık декабр груд декември δεκέμβρ δεκεμβρ ديسمبر دسامبر דצמבר ธันวาคม ธ.ค दिसंबर दिसम्बर",
];

/// No case adds more letters to a name: `tammikuu`, `tammikuuta`.
const ENDING: usize = 3;

/// The number, 1 to 12, of a month by its name in any of the languages, or an abbreviation of at least
/// three letters.
pub(crate) fn number(word: &str) -> Option<u8> {
    let word = case::to_lower(word.trim_end_matches('.'));
    // Hebrew puts its `in` to the name.
    let word = word.strip_prefix('ב').unwrap_or(&word);
    let mut best: Option<(usize, u8)> = None;
    for (at, names) in NAMES.iter().enumerate() {
        for name in names.split_ascii_whitespace() {
            let whole = word.strip_prefix(name).is_some_and(|ending| ending.chars().count() <= ENDING);
            let short = name.starts_with(word) && word.chars().count() >= 3;
            // A name itself before one that it begins, and the longest of several.
            let fit = if whole { name.len() + 100 } else { 1 };
            if (whole || short) && best.is_none_or(|(have, _)| fit > have) {
                best = Some((fit, at as u8 + 1));
            }
        }
    }
    best.map(|(_, month)| month)
}

/// The months of the Levant and Iraq whose names are two words: `كانون الثاني`, `تشرين الأول`.
pub(crate) fn of_two_words(first: &str, second: &str) -> Option<u8> {
    match (first, second) {
        ("كانون", "الثاني") => Some(1),
        ("تشرين", "الأول" | "الاول") => Some(10),
        ("تشرين", "الثاني") => Some(11),
        ("كانون", "الأول" | "الاول") => Some(12),
        _ => None,
    }
}

/// A month in Roman numerals, as Hungarian and Polish dates have it: `15. III. 2020`.
pub(crate) fn roman(word: &str) -> Option<u8> {
    const NUMERALS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    NUMERALS.iter().position(|numeral| *numeral == word).map(|at| at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_months_of_many_languages() {
        for (month, names) in [
            (
                1,
                "January Januar janvier enero janeiro gennaio ledna stycznia января січня Ιανουαρίου Ocak tammikuuta يناير ינואר มกราคม जनवरी",
            ),
            (
                2,
                "Feb. février febrero fevereiro febbraio února lutego февраля лютого Φεβρουαρίου Şubat helmikuuta",
            ),
            (
                3,
                "March März mars marzo março maart března marca марта березня Μαρτίου Mart maaliskuuta مارس मार्च",
            ),
            (4, "April avril abril aprile dubna kwietnia апреля квітня Απριλίου Nisan huhtikuuta április"),
            (5, "May Mai mayo maio maggio mei května maja мая травня Μαΐου Mayıs toukokuuta május"),
            (6, "June Juni juin junio junho giugno června czerwca июня червня Ιουνίου Haziran kesäkuuta"),
            (7, "July juillet julio luglio července lipca июля липня Ιουλίου Temmuz heinäkuuta"),
            (8, "August août agosto srpna sierpnia августа серпня Αυγούστου Ağustos elokuuta"),
            (
                9,
                "Sept. septembre setembro settembre září września сентября вересня Σεπτεμβρίου Eylül szeptember",
            ),
            (10, "October Oktober octobre outubro ottobre října października октября жовтня Οκτωβρίου Ekim"),
            (11, "November listopadu listopada ноября листопада Νοεμβρίου Kasım marraskuuta noiembrie"),
            (
                12,
                "Dec Dezember décembre diciembre dezembro dicembre prosince grudnia декабря грудня Δεκεμβρίου Aralık joulukuuta desember",
            ),
            (1, "siječnja јануара януари jaanuar sausio janvāris janúar stycznia"),
            (3, "ožujka märts kovo Machi"),
            (6, "lipnja јуна juuni birželio jūnijs júní czerwca"),
            (7, "srpnja јула juuli liepos lip lipca lipiec júlí"),
            (8, "kolovoza srpna rugpjūčio ágúst Ogos"),
            (9, "rujna септембра rugsėjo Setyembre"),
            (12, "prosinca децембра detsember gruodžio Disember"),
        ] {
            for name in names.split(' ') {
                assert_eq!(number(name), Some(month), "{name}");
            }
        }
        for word in ["Spring", "janvember", "Ja", "decade", "no"] {
            assert_eq!(number(word), None, "{word}");
        }
        assert_eq!(of_two_words("تشرين", "الأول"), Some(10));
        assert_eq!((roman("III"), roman("XIII")), (Some(3), None));
    }
}
