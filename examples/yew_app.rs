//! A Yew application that shows a publication with `CitationCard`, a plain Yew component.
//!
//! ```sh
//! cargo run --example yew_app --features ssr
//! ```
//!
//! The component never fetches. It reports what it needs through `on`; the application provides it
//! and renders again with new `Assets`. Styles and locales are kept under the id and the language
//! that the component asks for. In a browser, the application fetches them and mounts `App` with
//! `yew::Renderer`; here they are at hand, and the example prints the page that a server would send.
//! The component's style sheet is `card::CSS`.

use std::rc::Rc;

use citation_card::card::{
    self, Assets, CardEvent, CitationCard, Failure, Load, Need, Reason, Settings, Status,
};
use citation_card::csl::StyleError;
use citation_card::{Locale, Record, Style};
use yew::{Component, Context, Html, LocalServerRenderer, html};

const STYLE: &str = include_str!("../styles/csl/pure-apa.csl");
const LOCALE: &str = r#"<locale xml:lang="en-US"><terms><term name="and">and</term></terms></locale>"#;
const WORK: &str = r#"[{
    "id": "shannon1948", "type": "article-journal", "title": "A Mathematical Theory of Communication",
    "author": [{"family": "Shannon", "given": "C. E."}], "issued": {"date-parts": [[1948]]},
    "container-title": "Bell System Technical Journal", "volume": 27, "page": "379-423"
}]"#;

/// The application: the works, the settings, and what has been loaded.
pub(crate) struct App {
    records: Rc<Vec<Record>>,
    settings: Rc<Settings>,
    assets: Rc<Assets>,
}

impl Component for App {
    type Message = CardEvent;
    type Properties = ();

    fn create(_context: &Context<Self>) -> Self {
        let records = citation_card::read(WORK, Some("csl-json")).records;
        let (settings, problems) = Settings::from(&[("tabs", "pure-apa bibtex ris"), ("lang", "en")]);
        debug_assert!(problems.is_empty());
        let mut app = Self { records: records.into(), settings: settings.into(), assets: Rc::default() };
        // On a server nothing is asked for later, so that the first render has what it needs.
        app.provide(&Need::Style("pure-apa".to_owned()));
        app.provide(&Need::Locale("en".to_owned()));
        app
    }

    fn update(&mut self, _context: &Context<Self>, event: CardEvent) -> bool {
        match event {
            CardEvent::Need(need) => self.provide(&need),
            _ => false,
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        html! {
            <main>
                <style>{ card::CSS }</style>
                <CitationCard
                    records={Rc::clone(&self.records)}
                    status={Status::Ready}
                    settings={Rc::clone(&self.settings)}
                    assets={Rc::clone(&self.assets)}
                    on={context.link().callback(|event| event)}
                />
            </main>
        }
    }
}

impl App {
    /// Provides what the card asks for; whether anything changed.
    fn provide(&mut self, need: &Need) -> bool {
        let assets = Rc::make_mut(&mut self.assets);
        match need {
            Need::Style(id) => {
                assets.styles.push((id.clone(), loaded(Style::parse(STYLE))));
            }
            Need::Locale(lang) => {
                assets.locales.push((lang.clone(), loaded(Locale::parse(LOCALE))));
            }
            // English words are part of the card; for others, `Labels::read` takes `dist/labels/<language>.txt`.
            _ => return false,
        }
        true
    }
}

/// What was parsed, or why it could not be, for the card to say so.
fn loaded<T>(parsed: Result<T, StyleError>) -> Load<Rc<T>> {
    match parsed {
        Ok(asset) => Load::Ready(Rc::new(asset)),
        Err(error) => Load::Failed(Failure::new(Reason::Unreadable, error.to_string())),
    }
}

/// The page as HTML.
pub(crate) async fn page() -> String {
    LocalServerRenderer::<App>::new().hydratable(false).render().await
}

#[allow(dead_code, reason = "a test includes this file as a module")]
#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{}", page().await);
}
