//! Whole documents: numbering, sorting, positions, citations and the bibliography.

use super::disambiguate::Seen;
use super::prepare::Preparation;
use super::sort::{self, Collator};
use super::{Bibliography, Cite, Entry, Mode};
use crate::chunk::chunk;
use crate::csl::model::element::Attr;
use crate::csl::model::formatting::Formatting;
use crate::csl::model::locale::Locale;
use crate::csl::model::style::{CitePosition, Layout, Style};
use crate::csl::model::tree::{Display, Node};
use crate::csl::render::output::{self, Token};
use crate::csl::render::{Cited, Disambiguation, Env, Eval, Language};
use crate::record::Record;
use crate::text::order;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

/// How to render, where CSL leaves a choice.
///
/// ```
/// let options = citation_card::csl::Options::default().links(false).sort(false);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// DOIs, URLs and the like are not links.
    pub no_links: bool,
    /// How text compares. Default: case and the accents of Latin letters do not count.
    pub collator: Option<Collator>,
    /// The language of the output: `de-AT`. Default: the first locale's.
    pub lang: Option<String>,
    /// The bibliography keeps the order of the records.
    pub unsorted: bool,
    /// No list of names of a bibliography ends in "et al.".
    pub all_names: bool,
    /// The entries of a bibliography have no numbers: for a work that is copied alone.
    pub unnumbered: bool,
    /// The terms of an entry are in the language of its work, where `locales` has one for it: 等 and
    /// "et al." in one list. A style can ask for it as well: see [`Style::follows_item_language`].
    pub item_language: bool,
}

impl Options {
    /// Whether DOIs and URLs are links.
    #[must_use]
    pub fn links(self, links: bool) -> Self {
        Self { no_links: !links, ..self }
    }

    /// Whether a bibliography is sorted as its style says.
    #[must_use]
    pub fn sort(self, sort: bool) -> Self {
        Self { unsorted: !sort, ..self }
    }

    /// Compares text with this function.
    #[must_use]
    pub fn collator(self, collator: Collator) -> Self {
        Self { collator: Some(collator), ..self }
    }

    /// Whether the terms of an entry are in the language of its work, where there is a locale for it.
    #[must_use]
    pub fn item_language(self, item_language: bool) -> Self {
        Self { item_language, ..self }
    }

    /// Whether a bibliography has the numbers of a numeric style.
    #[must_use]
    pub fn numbers(self, numbers: bool) -> Self {
        Self { unnumbered: !numbers, ..self }
    }

    /// Whether a bibliography has all names, whatever its style shortens.
    #[must_use]
    pub fn all_names(self, all_names: bool) -> Self {
        Self { all_names, ..self }
    }

    /// The language of the output, such as `de-AT`.
    #[must_use]
    pub fn lang(self, lang: impl Into<String>) -> Self {
        Self { lang: Some(lang.into()), ..self }
    }
}

/// Works cited together at one place of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cluster {
    /// What is cited.
    pub cites: Vec<Cite>,
    /// The number of the note that the citation stands in; 0 in the text.
    pub note: u32,
    /// How the citation stands in the text.
    pub mode: Mode,
}

/// A document's citations and its list of references.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// One for each cluster.
    pub citations: Vec<Vec<Node>>,
    /// The list of references.
    pub bibliography: Bibliography,
}

/// The state of a document.
pub(crate) struct Process<'a> {
    pub env: Env<'a>,
    pub records: &'a [Record],
    pub options: &'a Options,
    /// `citation-number` by record.
    pub numbers: Vec<u32>,
    /// Records in the order of the bibliography.
    pub order: Vec<usize>,
    pub disambiguation: Vec<Disambiguation>,
    /// The cites as they are compared, where they are known.
    pub(super) seen: RefCell<Vec<Option<Rc<Seen>>>>,
}

/// A cite without anything special, as it is compared and sorted.
pub(crate) fn plain_cite<'a>(
    record: &'a Record,
    number: u32,
    disambiguation: &'a Disambiguation,
) -> Cited<'a> {
    Cited {
        record,
        number,
        locator: None,
        label: "page",
        position: CitePosition::First,
        near_note: false,
        first_note: 0,
        disambiguation,
        in_bibliography: false,
        suppress_author: false,
    }
}

impl<'a> Process<'a> {
    /// `registered` are the records of the document in the order they are cited.
    pub(super) fn new(
        style: &'a Style,
        locales: &[&'a Locale],
        records: &'a [Record],
        registered: &[usize],
        options: &'a Options,
    ) -> Self {
        let lang = options
            .lang
            .as_deref()
            .or(locales.first().map(|locale| locale.lang.as_str()))
            .or(style.default_locale.as_deref())
            .unwrap_or("en-US");
        let mut items = Vec::new();
        if options.item_language || style.follows_item_language() {
            for own in locales {
                let chain: Vec<&Locale> = [*own].into_iter().chain(locales.iter().copied()).collect();
                items.push(Language::new(&style.locales, &chain, &own.lang));
            }
        }
        let main = Language::new(&style.locales, locales, lang);
        let env = Env {
            style,
            main,
            items,
            links: !options.no_links,
            numbers: !options.unnumbered,
            all_names: options.all_names,
        };
        Self {
            env,
            records,
            options,
            numbers: vec![0; records.len()],
            order: registered.to_vec(),
            disambiguation: vec![Disambiguation::default(); records.len()],
            seen: RefCell::default(),
        }
    }

    /// Numbers the works, puts them in order, and finds out what tells them apart.
    pub(super) fn prepared(mut self) -> Self {
        let mut state = self.begun();
        prepare(&mut self, &mut state, &mut || true);
        self
    }

    /// Numbers the works. What is left to be done.
    pub(super) fn begun(&mut self) -> Preparation {
        self.number();
        // One work needs no order and nothing to tell it from others.
        if self.order.len() > 1 { Preparation::new() } else { Preparation::default() }
    }

    fn number(&mut self) {
        for (at, record) in self.order.iter().enumerate() {
            if let Some(number) = self.numbers.get_mut(*record) {
                *number = at as u32 + 1;
            }
        }
    }

    /// The layout that the bibliography is sorted by, if it is.
    fn sorted_by(&self) -> Option<&'a Layout> {
        let style = self.env.style;
        let layout = style.bibliography.as_ref().unwrap_or(&style.citation);
        (!layout.own.children.is_empty() && !self.options.unsorted).then_some(layout)
    }

    /// Adds the works' sort keys for as long as there is `more` time; whether all are there.
    pub(super) fn add_keys(&self, keys: &mut Vec<Vec<sort::Key>>, more: &mut dyn FnMut() -> bool) -> bool {
        let Some(layout) = self.sorted_by() else { return true };
        while let Some(at) = self.order.get(keys.len()) {
            keys.push(self.keys_of(layout, *at));
            if !more() {
                return keys.len() == self.order.len();
            }
        }
        true
    }

    /// Puts the bibliography in order, and numbers the works in that order.
    pub(super) fn sort(&mut self, keys: Vec<Vec<sort::Key>>) {
        let Some(layout) = self.sorted_by() else { return };
        let order = self.order_by(layout, keys);
        order::arrange(order, &mut |one, other| self.order.swap(one, other));
        if self.env.style.bibliography.is_some() {
            self.number();
        }
    }

    /// The order of records by the keys of a layout.
    pub(super) fn order_of(&self, layout: &Layout, records: &[usize]) -> Vec<usize> {
        self.order_by(layout, records.iter().map(|at| self.keys_of(layout, *at)).collect())
    }

    fn keys_of(&self, layout: &Layout, at: usize) -> Vec<sort::Key> {
        match (self.records.get(at), self.disambiguation.get(at), self.numbers.get(at)) {
            (Some(record), Some(disambiguation), Some(number)) => {
                sort::keys(&self.env, layout, plain_cite(record, *number, disambiguation))
            }
            _ => Vec::new(),
        }
    }

    fn order_by(&self, layout: &Layout, mut keys: Vec<Vec<sort::Key>>) -> Vec<usize> {
        let texts = self.options.collator.as_ref().map(|collator| collator.take(&mut keys));
        order::indices(keys.len(), &|one, other| match (keys.get(one), keys.get(other)) {
            (Some(one), Some(other)) => sort::compare(layout, one, other, texts.as_ref()),
            _ => Ordering::Equal,
        })
    }

    /// The list of references.
    pub(super) fn bibliography(&self) -> Bibliography {
        let entries = self.entries(&self.order, &mut Vec::new());
        Bibliography { entries, ..self.empty_bibliography() }
    }

    /// How the list of references is laid out.
    pub(super) fn empty_bibliography(&self) -> Bibliography {
        let style = self.env.style;
        let layout = style.bibliography.as_ref().unwrap_or(&style.citation);
        Bibliography {
            hanging_indent: layout.own.is_true(Attr::HangingIndent),
            second_field_align: layout.own.get(Attr::SecondFieldAlign).is_some(),
            entry_spacing: layout.own.number(Attr::EntrySpacing).unwrap_or(1),
            line_spacing: layout.own.number(Attr::LineSpacing).unwrap_or(1),
            ..Bibliography::default()
        }
    }

    /// References of some of the works; `previous` are the names of the one before.
    pub(super) fn entries(&self, order: &[usize], previous: &mut Vec<String>) -> Vec<Entry> {
        let mut entries = Vec::with_capacity(order.len());
        for at in order {
            self.add_entry(*at, previous, &mut entries);
        }
        entries
    }

    /// Adds the reference of a work, if there is anything in it.
    pub(super) fn add_entry(&self, at: usize, previous: &mut Vec<String>, entries: &mut Vec<Entry>) {
        let style = self.env.style;
        let layout = style.bibliography.as_ref().unwrap_or(&style.citation);
        let aligned = layout.own.get(Attr::SecondFieldAlign).is_some() && !self.options.unnumbered;
        let (Some(record), Some(disambiguation)) = (self.records.get(at), self.disambiguation.get(at)) else {
            return;
        };
        let mut cited = plain_cite(record, self.numbers.get(at).copied().unwrap_or(0), disambiguation);
        cited.in_bibliography = style.bibliography.is_some();
        let mut eval = Eval::new(&self.env, &layout.own, cited);
        eval.layout(layout);
        // The names of the entry before are those of another work.
        if let Some(substitute) = layout.own.text(Attr::Substitute).filter(|_| self.records.len() > 1) {
            let names = substituted(self, &mut eval, layout, substitute, std::mem::take(previous));
            *previous = names.unwrap_or_default();
        }
        let mut pieces = Vec::new();
        let quotes = &eval.language.quotes;
        if output::is_blank(&eval.out) {
            return;
        }
        let formatting = eval.body(layout).formatting();
        if aligned {
            align(&formatting, eval, &mut pieces);
        } else {
            wrap(&formatting, eval.out, &mut pieces);
        }
        entries.push(Entry { record: at, nodes: output::finish(pieces, quotes) });
    }
}

chunk! { sections; pub(super) fn prepare(process: &mut Process<'_>, state: &mut Preparation, more: &mut dyn FnMut() -> bool) -> () {
    process.prepare(state, more);
}}

chunk! { sections; fn substituted(process: &Process<'_>, eval: &mut Eval<'_>, layout: &Layout, substitute: &str, previous: Vec<String>) -> Vec<String> {
    process.substitute(eval, layout, substitute, previous)
}}

/// `second-field-align`: the first field in the margin, the rest beside it.
fn align(formatting: &Formatting<'_>, eval: Eval<'_>, out: &mut Vec<Token>) {
    let first = eval.first_field;
    let mut rest = eval.out;
    if first == 0
        || first >= rest.len()
        || rest.iter().any(|piece| matches!(piece, Token::Open(output::Span::Display(_))))
    {
        return wrap(formatting, rest, out);
    }
    let after = rest.split_off(first);
    let mut inner = Vec::with_capacity(rest.len() + after.len() + 4);
    inner.push(Token::Open(output::Span::Display(Display::LeftMargin)));
    inner.extend(rest);
    inner.push(Token::Close);
    inner.push(Token::Open(output::Span::Display(Display::RightInline)));
    inner.extend(after);
    if !formatting.suffix.is_empty() {
        inner.push(Token::Text(formatting.suffix.to_owned()));
    }
    inner.push(Token::Close);
    wrap(&Formatting { suffix: "", ..*formatting }, inner, out);
}

/// Whether the last thing is a block of its own: a suffix belongs into it, not under it.
fn ends_in_display(pieces: &[Token]) -> bool {
    let mut depth = 0;
    for piece in pieces.iter().rev() {
        match piece {
            Token::Close => depth += 1,
            Token::Open(span) => {
                depth -= 1;
                if depth == 0 {
                    return matches!(span, output::Span::Display(_));
                }
            }
            _ if depth == 0 => return false,
            _ => {}
        }
    }
    false
}

/// A layout's affixes and formatting around what was rendered.
pub(crate) fn wrap(formatting: &Formatting<'_>, content: Vec<Token>, out: &mut Vec<Token>) {
    let formatted = formatting.format != crate::csl::model::tree::Format::default();
    if formatted {
        out.push(Token::Open(output::Span::Format(formatting.format)));
    }
    if !formatting.prefix.is_empty() {
        out.push(Token::Text(formatting.prefix.to_owned()));
    }
    out.extend(content);
    if !formatting.suffix.is_empty() {
        let at = out.len() - usize::from(ends_in_display(out));
        out.insert(at, Token::Text(formatting.suffix.to_owned()));
    }
    if formatted {
        out.push(Token::Close);
    }
}
