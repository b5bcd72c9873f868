//! One card of a page, and the page → its records, by the rules that the element has, and what it shows.

use super::site::Site;
use super::{find, place, write};
use crate::report::page::page_of;
use citation_card::Problem;
use citation_card::card::Settings;
use citation_card::discovery::{self, Answer, Follow, Found, Inline, Next, Page, Resolver, SourceKind};
use citation_card::record::Json;
use citation_card::text::json;
use scraper::{ElementRef, Html, Selector};

/// A page, for all of its cards.
pub(crate) struct Context<'a> {
    document: Html,
    page: Page,
    site: &'a Site,
    shadow: bool,
    replace: bool,
    /// Whether the page lets places fetch.
    permitted: bool,
}

/// What a card gets.
#[derive(Default)]
pub(crate) struct Written {
    /// The HTML; nothing for a card that stays as it is.
    pub html: Option<String>,
    /// The start tag of the card that a place becomes.
    pub tag: String,
    /// The records of the card's own content, as they are written there.
    pub records: String,
    /// What could not be used.
    pub problems: Vec<String>,
}

/// Questions that one card may ask: more would go in a circle.
const MAX_QUESTIONS: usize = 20;

impl<'a> Context<'a> {
    pub(crate) fn new(html: &str, site: &'a Site, shadow: bool, replace: bool) -> Self {
        let page = page_of(html, "");
        let page = if page.url.is_empty() { page_of(html, &site.url) } else { page };
        let document = Html::parse_document(html);
        let script = Selector::parse("script[data-allow-fetching]").ok();
        let permitted = script.is_some_and(|script| document.select(&script).next().is_some());
        Self { document, page, site, shadow, replace, permitted }
    }

    /// The language at the card of that place among the cards of the page.
    fn lang(&self, at: usize, own: Option<&str>) -> String {
        let cards = Selector::parse(&format!("{}, [{}]", find::NAME, place::MARK)).ok();
        let is_card = |card: &ElementRef<'_>| cards.as_ref().is_some_and(|cards| cards.matches(card));
        let outer =
            |card: &ElementRef<'_>| !card.ancestors().filter_map(ElementRef::wrap).any(|card| is_card(&card));
        let card = cards.as_ref().and_then(|cards| self.document.select(cards).filter(outer).nth(at));
        let around = card.and_then(|card| {
            card.ancestors().filter_map(ElementRef::wrap).find_map(|parent| parent.attr("lang"))
        });
        let lang = own.or(around).unwrap_or(&self.page.lang);
        if lang.is_empty() { "en".to_owned() } else { lang.to_owned() }
    }

    fn element(&self, id: &str) -> Option<Inline> {
        let all = Selector::parse("[id]").ok()?;
        let element = self.document.select(&all).find(|element| element.attr("id") == Some(id))?;
        Some(inline_of(element))
    }
}

/// What the card at some place gets, from its start tag and its content.
pub(crate) fn content(context: &Context<'_>, at: usize, tag: &str, is_place: bool, inner: &str) -> Written {
    let mut written = Written::default();
    let mut attributes = attributes(tag);
    if is_place {
        let (taken, waiting) = place::attributes(&attributes, context.permitted);
        attributes = taken;
        written.tag = start_tag(&attributes);
        written.problems.extend(waiting.iter().map(|name| {
            format!("{name} is left out, because visitors might have written it; allow it with data-allow-fetching on the script")
        }));
    }
    let get = |name: &str| attributes.iter().find(|(have, _)| have == name).map(|(_, value)| value.as_str());
    let fragment = Html::parse_fragment(inner);
    let children: Vec<ElementRef<'_>> =
        fragment.root_element().children().filter_map(ElementRef::wrap).collect();
    let data: Vec<ElementRef<'_>> = children.iter().copied().filter(is_data).collect();
    written.records = data.iter().map(ElementRef::html).collect();
    let shown = |child: &&ElementRef<'_>| !matches!(child.value().name(), "script" | "style" | "template");
    let text = fragment.root_element().children().filter_map(|node| node.value().as_text());
    let fallback =
        children.iter().any(|child| shown(&child)) || text.into_iter().any(|text| !text.trim().is_empty());
    if fallback && !context.shadow && !context.replace {
        // What the author wrote stays, and is what readers without scripts see.
        return written;
    }
    let lang = context.lang(at, get("lang"));
    let mut named = attributes.clone();
    named.retain(|(name, _)| name != "lang");
    named.push(("lang".to_owned(), lang.clone()));
    let (settings, problems) = Settings::from(&named);
    written.problems.extend(problems.iter().map(Problem::to_string));
    let options = json::parse(get("options").unwrap_or_default()).0;
    let found = records(
        context,
        discovery::Settings {
            from: SourceKind::parse(get("from").unwrap_or_default()).unwrap_or_default(),
            inline: data.into_iter().map(inline_of).collect(),
            src: get("src").unwrap_or_default().to_owned(),
            doi: get("doi").unwrap_or_default().to_owned(),
            lang,
            follow: match get("follow") {
                Some("never") => Follow::Never,
                Some("any") => Follow::Any,
                _ => Follow::SameOrigin,
            },
            fallback,
            without_accessed: options.get("accessed") == Some(&Json::Bool(false)),
            ..discovery::Settings::default()
        },
        &mut written.problems,
    );
    if !found.records.is_empty() {
        written.html = match context.shadow {
            true => write::shadow(found.records, settings),
            false => write::fallback(&found.records, &settings, &mut written.problems),
        };
    }
    written
}

/// Asks the resolver, and answers it from the page and the files of the site.
fn records(context: &Context<'_>, settings: discovery::Settings, problems: &mut Vec<String>) -> Found {
    let mut resolver = Resolver::new(settings);
    let mut answer = None;
    let mut elsewhere = None;
    for _ in 0..MAX_QUESTIONS {
        answer = Some(match resolver.next(answer.take()) {
            Next::Page => Answer::Page(context.page.clone()),
            Next::Element(id) => Answer::Element(context.element(&id)),
            Next::Fetch(request) => {
                let response = context.site.fetch(&request.url, &context.page.url);
                if response.is_none() {
                    elsewhere = Some(request.url.clone());
                }
                let offline = || discovery::Response { error: "offline".to_owned(), ..Default::default() };
                Answer::Fetched(response.unwrap_or_else(offline))
            }
            Next::Done(found) => {
                let failure = found.failure.as_ref().map(|failure| failure.message.clone());
                match (elsewhere, failure) {
                    (Some(url), Some(_)) => problems.push(format!(
                        "the record is at {url}, and this command fetches nothing; save it in the site and name it with src"
                    )),
                    (None, Some(failure)) => problems.push(failure),
                    _ => {}
                }
                let news = found.problems.iter().filter(|problem| !problem.message.contains("internet"));
                problems.extend(news.map(Problem::to_string));
                return found;
            }
        });
    }
    problems.push("its sources refer to each other in a circle".to_owned());
    Found::default()
}

/// A card's start tag with some attributes.
fn start_tag(attributes: &[(String, String)]) -> String {
    let quoted = |value: &str| value.replace('&', "&amp;").replace('"', "&quot;");
    let mut attributes: Vec<String> =
        attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", quoted(value))).collect();
    // The parser keeps no order.
    attributes.sort();
    format!("<{}{}>", find::NAME, attributes.concat())
}

/// The attributes of a start tag.
pub(crate) fn attributes(tag: &str) -> Vec<(String, String)> {
    let fragment = Html::parse_fragment(tag);
    let card = fragment.root_element().children().find_map(ElementRef::wrap);
    let attributes = card.into_iter().flat_map(|card| card.value().attrs().collect::<Vec<_>>());
    attributes.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Whether a child of a card holds a record, as `src/element/js/inline.js` has it.
fn is_data(child: &ElementRef<'_>) -> bool {
    match child.value().name() {
        "script" => child.attr("type").is_some(),
        "template" => child.attr("shadowrootmode").is_none(),
        name => name == "pre",
    }
}

fn inline_of(element: ElementRef<'_>) -> Inline {
    let media_type =
        element.attr("type").or_else(|| element.attr("data-type")).unwrap_or_default().to_owned();
    let text = match element.value().name() {
        "template" => element.inner_html(),
        _ => element.text().collect(),
    };
    Inline { media_type, text, ..Inline::default() }
}
