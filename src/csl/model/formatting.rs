//! What wraps the content of an element: affixes, formatting, quotes, case (CSL 1.0.2, "Affixes",
//! "Formatting" and the attributes beside them).

use super::element::{Attr, Element, Value, Word};
use super::tree::{Display, FontStyle, FontWeight, Format, VerticalAlign};

/// Affixes, formatting and everything else that wraps what an element renders.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Formatting<'a> {
    pub format: Format,
    pub prefix: &'a str,
    pub suffix: &'a str,
    pub quotes: bool,
    pub strip_periods: bool,
    pub case: Option<Word>,
    pub display: Option<Display>,
}

impl Element {
    /// What wraps the content.
    #[inline(never)]
    pub(crate) fn formatting(&self) -> Formatting<'_> {
        let mut formatting = Formatting::default();
        let format = &mut formatting.format;
        for (attr, value) in &self.attributes {
            match (attr, value) {
                (Attr::Prefix, Value::Text(text)) => formatting.prefix = text,
                (Attr::Suffix, Value::Text(text)) => formatting.suffix = text,
                (Attr::Quotes, Value::Word(word)) => formatting.quotes = *word == Word::True,
                (Attr::StripPeriods, Value::Word(word)) => formatting.strip_periods = *word == Word::True,
                (Attr::TextCase, Value::Word(word)) => formatting.case = Some(*word),
                (Attr::Display, Value::Word(word)) => {
                    formatting.display = match word {
                        Word::Block => Some(Display::Block),
                        Word::LeftMargin => Some(Display::LeftMargin),
                        Word::RightInline => Some(Display::RightInline),
                        Word::Indent => Some(Display::Indent),
                        _ => None,
                    }
                }
                (Attr::FontStyle, Value::Word(word)) => {
                    format.font_style = match word {
                        Word::Italic => Some(FontStyle::Italic),
                        Word::Oblique => Some(FontStyle::Oblique),
                        Word::Normal => Some(FontStyle::Normal),
                        _ => None,
                    }
                }
                (Attr::FontVariant, Value::Word(word)) => format.small_caps = on(*word, Word::SmallCaps),
                (Attr::TextDecoration, Value::Word(word)) => format.underline = on(*word, Word::Underline),
                (Attr::FontWeight, Value::Word(word)) => {
                    format.font_weight = match word {
                        Word::Bold => Some(FontWeight::Bold),
                        Word::Light => Some(FontWeight::Light),
                        Word::Normal => Some(FontWeight::Normal),
                        _ => None,
                    }
                }
                (Attr::VerticalAlign, Value::Word(word)) => {
                    format.vertical_align = match word {
                        Word::Sup => Some(VerticalAlign::Sup),
                        Word::Sub => Some(VerticalAlign::Sub),
                        Word::Baseline => Some(VerticalAlign::Baseline),
                        _ => None,
                    }
                }
                _ => {}
            }
        }
        formatting
    }
}

fn on(word: Word, set: Word) -> Option<bool> {
    match word {
        Word::Normal | Word::None => Some(false),
        _ if word == set => Some(true),
        _ => None,
    }
}
