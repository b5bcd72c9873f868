//! The works and what the reader adds (a page, a form) to their citation in a text or a note.
//! See <https://docs.citationstyles.org/en/stable/specification.html#citation>.

use std::rc::Rc;

use yew::AttrValue;

use super::payload::{Engine, Payload};
use crate::chunk::chunk;
use crate::csl::{self, Cite, CitePosition, Mode, Node};
use crate::record::Record;

/// More works than these are not cited together.
const MAX_WORKS: usize = 5;

/// What the reader chose for the citation in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The second of the two forms: `Author (year)`, or the short note.
    pub other_form: bool,
    /// The names stand in the sentence already.
    pub omit_author: bool,
    /// Which of [`InText::kinds`] the locator counts.
    pub kind: usize,
    /// `124-125`
    pub locator: AttrValue,
    /// On a narrow card, what adds a locator is unfolded.
    pub open: bool,
}

/// How works are cited in a text.
pub(super) struct InText {
    /// In notes of that text.
    pub notes: bool,
    /// Whether there is a second form that differs.
    pub two_forms: bool,
    /// The names of locators and what they are called, where one can be added.
    pub kinds: Vec<(&'static str, String)>,
    /// As it is shown.
    pub nodes: Vec<Node>,
    /// The language of it.
    pub lang: String,
    /// As it is copied.
    pub payload: Rc<Payload>,
}

chunk! { sections;
/// [`InText::new`], where its code has been loaded.
pub(super) fn in_text(engine: &Engine, works: &[Record], wish: &Wish) -> Option<InText> {
    InText::new(engine, works, wish)
}}

impl InText {
    /// The citation of works; nothing where it would say nothing.
    fn new(engine: &Engine, works: &[Record], wish: &Wish) -> Option<Self> {
        if works.len() > MAX_WORKS {
            return None;
        }
        let bare = cited(engine, works, &Wish::default());
        // The number of a lone work is the number of nothing in the text that it is pasted into.
        let text = csl::plain(&bare);
        let digits = text.trim_matches(|letter: char| !letter.is_alphanumeric());
        let notes = engine.is_note();
        if digits.is_empty() || works.len() == 1 && !notes && digits == "1" {
            return None;
        }
        let lone = works.len() == 1;
        let other = Wish { other_form: true, ..Wish::default() };
        let two_forms = lone && csl::plain(&cited(engine, works, &other)) != text;
        let wish = Wish { other_form: wish.other_form && two_forms, ..wish.clone() };
        let nodes = if lone { cited(engine, works, &wish) } else { bare };
        let payload = Payload::to_copy(csl::plain(&nodes).trim().to_owned(), Some(csl::html(&nodes)));
        let kinds = if lone { engine.locators() } else { Vec::new() };
        let lang = engine.lang().to_owned();
        Some(Self { notes, two_forms, kinds, nodes, lang, payload: Rc::new(payload) })
    }
}

fn cited(engine: &Engine, works: &[Record], wish: &Wish) -> Vec<Node> {
    let locator = wish.locator.trim();
    let kinds = if locator.is_empty() { Vec::new() } else { engine.locators() };
    let cite = |record| Cite {
        record,
        locator: (!locator.is_empty()).then(|| locator.to_owned()),
        label: kinds.get(wish.kind).map(|(name, _)| (*name).to_owned()),
        suppress_author: wish.omit_author && !wish.other_form,
        position: match engine.is_note() && wish.other_form {
            true => CitePosition::Subsequent,
            false => CitePosition::First,
        },
        ..Cite::default()
    };
    let cites: Vec<Cite> = (0..works.len()).map(cite).collect();
    let narrative = wish.other_form && !engine.is_note();
    engine.cite(works, &cites, if narrative { Mode::Narrative } else { Mode::Citation })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csl::{Locale, Style};
    use crate::record::{Kind, Name, Variable};

    const LOCALE: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US"><terms>
        <term name="page"><single>page</single><multiple>pages</multiple></term>
        <term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term>
        <term name="chapter"><single>chapter</single><multiple>chapters</multiple></term>
        <term name="chapter" form="short"><single>chap.</single><multiple>chaps.</multiple></term>
        <term name="and">and</term></terms></locale>"#;
    const CITATION: &str = r#"<citation><layout prefix="(" suffix=")"><group delimiter=", ">
        <choose><if position="subsequent" match="any"><text variable="title" form="short"/></if><else>
        <names variable="author"><name form="short"/></names><date variable="issued" form="numeric" date-parts="year"><date-part name="year"/></date></else></choose>
        <group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group></group></layout></citation>"#;

    fn engine(class: &str, citation: &str) -> Engine {
        let style = format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{class}"><info><title>T</title><id>t</id></info>{citation}</style>"#
        );
        Engine {
            style: Rc::new(Style::parse(&style).expect("the style is good")),
            locale: Rc::new(Locale::parse(LOCALE).expect("the locale is good")),
            others: None,
            reader: crate::card::reader::Reader::default(),
        }
    }

    fn works(count: usize) -> Vec<Record> {
        let mut record = Record::new(Kind::Book);
        record.set_text(Variable::Title, "On copying");
        record.push_name(Variable::Author, Name::person("Doe", "J."));
        record.set_date(Variable::Issued, crate::record::Date::parse("2020").expect("a date"));
        vec![record; count]
    }

    fn text(engine: &Engine, wish: &Wish) -> String {
        InText::new(engine, &works(1), wish).expect("there is one").payload.text.clone()
    }

    #[test]
    fn a_place_a_form_and_the_author_are_what_the_reader_chose() {
        let engine = engine("in-text", CITATION);
        let page = Wish { locator: " 22-25 ".into(), ..Wish::default() };
        for (wish, expected) in [
            (Wish::default(), "(Doe, 2020)"),
            (page.clone(), "(Doe, 2020, pp. 22–25)"),
            (Wish { kind: 1, locator: "3".into(), ..Wish::default() }, "(Doe, 2020, chap. 3)"),
            (Wish { omit_author: true, ..page.clone() }, "(2020, pp. 22–25)"),
            (Wish { other_form: true, ..page.clone() }, "Doe (2020, pp. 22–25)"),
            // In a sentence the names are what it is about.
            (Wish { other_form: true, omit_author: true, ..Wish::default() }, "Doe (2020)"),
            // A kind of another language that this one does not have.
            (Wish { kind: 99, ..page }, "(Doe, 2020, pp. 22–25)"),
        ] {
            assert_eq!(text(&engine, &wish), expected, "{wish:?}");
        }
        let cited = InText::new(&engine, &works(1), &Wish::default()).expect("there is one");
        assert_eq!(cited.kinds, [("page", "page".to_owned()), ("chapter", "chapter".to_owned())]);
        assert!(cited.two_forms && !cited.notes);
    }

    #[test]
    fn a_note_has_a_short_form() {
        let engine = engine("note", CITATION);
        let short = Wish { other_form: true, locator: "7".into(), ..Wish::default() };
        assert_eq!(text(&engine, &Wish::default()), "(Doe, 2020)");
        assert_eq!(text(&engine, &short), "(On copying, p. 7)");
        assert!(InText::new(&engine, &works(1), &short).expect("there is one").notes);
    }

    #[test]
    fn numbers_of_a_lone_work_and_long_lists_are_not_cited() {
        let numbers = engine(
            "in-text",
            r#"<citation><layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout></citation>"#,
        );
        assert!(InText::new(&numbers, &works(1), &Wish::default()).is_none());
        let several = InText::new(&numbers, &works(2), &Wish::default()).expect("there is one");
        assert_eq!(several.payload.text, "[1, 2]");
        assert!(several.kinds.is_empty() && !several.two_forms);
        assert!(InText::new(&numbers, &works(5), &Wish::default()).is_some());
        assert!(InText::new(&numbers, &works(6), &Wish::default()).is_none());
        let silent = engine("in-text", "<citation><layout><text variable=\"note\"/></layout></citation>");
        assert!(InText::new(&silent, &works(1), &Wish::default()).is_none());
    }
}
