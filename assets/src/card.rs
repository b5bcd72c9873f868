//! Records to a card that brings what it needs: the component of [`citation_card::card`], its style
//! sheet, and the styles and locales of this crate.

use std::rc::Rc;

use citation_card::card::{
    self, Assets, CardEvent, Failure, Load, Need, Reason, Settings, Status, StyleEntry, first_style, unlisted,
};
use citation_card::csl::aliases::ALIASES;
use citation_card::{Problem, Record};
use yew::{Callback, Component, Context, Html, Properties, html};

/// The props of [`CitationCard`].
#[derive(Clone, PartialEq, Properties)]
pub struct CardProps {
    /// The works: one is shown as a card, several as a list.
    pub records: Vec<Record>,
    /// What could not be read, for the owner of the page.
    #[prop_or_default]
    pub problems: Vec<Problem>,
    /// What the attributes of `<citation-card>` say: `layout`, `tabs`, `lang`, …
    #[prop_or_default]
    pub settings: Settings,
    /// Hears what the reader does.
    #[prop_or_default]
    pub on: Callback<CardEvent>,
}

/// The card with its own styles and locales.
///
/// ```
/// use citation_card_assets::CitationCard;
/// use yew::{Html, function_component, html};
///
/// #[function_component]
/// fn App() -> Html {
///     let bib = "@book{a, author = {Doe, Jane}, title = {Tides}, year = 2020}";
///     html! { <CitationCard records={citation_card::read(bib, None).records} /> }
/// }
/// ```
pub struct CitationCard {
    records: Rc<Vec<Record>>,
    problems: Rc<Vec<Problem>>,
    settings: Rc<Settings>,
    assets: Rc<Assets>,
}

impl Component for CitationCard {
    type Message = CardEvent;
    type Properties = CardProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props().clone();
        let assets = Rc::new(assets_for(&props.settings));
        Self {
            records: Rc::new(props.records),
            problems: Rc::new(props.problems),
            settings: Rc::new(props.settings),
            assets,
        }
    }

    fn changed(&mut self, context: &Context<Self>, before: &CardProps) -> bool {
        let props = context.props();
        if before.records != props.records {
            self.records = Rc::new(props.records.clone());
        }
        if before.problems != props.problems {
            self.problems = Rc::new(props.problems.clone());
        }
        if before.settings != props.settings {
            self.settings = Rc::new(props.settings.clone());
            provide_first(Rc::make_mut(&mut self.assets), &self.settings);
        }
        true
    }

    fn update(&mut self, context: &Context<Self>, event: CardEvent) -> bool {
        match event {
            CardEvent::Need(Need::Style(id)) => provide_style(Rc::make_mut(&mut self.assets), &id),
            CardEvent::Need(Need::Locale(lang)) => provide_locale(Rc::make_mut(&mut self.assets), &lang),
            event => {
                context.props().on.emit(event);
                return false;
            }
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        html! {
            <>
                <style>{ card::CSS }</style>
                <card::CitationCard
                    records={Rc::clone(&self.records)}
                    problems={Rc::clone(&self.problems)}
                    status={Status::Ready}
                    settings={Rc::clone(&self.settings)}
                    assets={Rc::clone(&self.assets)}
                    on={context.link().callback(|event| event)}
                />
            </>
        }
    }
}

/// The menu of styles, and what a card with these settings shows first.
pub fn assets_for(settings: &Settings) -> Assets {
    let entries = crate::styles().iter().map(entry).collect();
    let mut assets = Assets { menu: Load::Ready(Rc::new(entries)), ..Assets::default() };
    // What the crate does not have is not anywhere else.
    assets.known = unlisted(settings, &assets).into_iter().map(|id| (id, None)).collect();
    provide_first(&mut assets, settings);
    assets
}

/// Provides what is shown first, so that it is there in the first render, which on a server is the only
/// one. A style that the crate does not have makes another one first.
fn provide_first(assets: &mut Assets, settings: &Settings) {
    for _ in 0..3 {
        let Some(id) = first_style(settings, assets) else { break };
        if !matches!(assets.style(&id), Load::Missing) {
            break;
        }
        provide_style(assets, &id);
    }
    let own = first_style(settings, assets);
    let own =
        own.as_deref().and_then(|id| assets.style(id).ready()).and_then(|style| style.default_locale.clone());
    for lang in settings.locale.clone().into_iter().chain(own).chain([settings.lang.clone()]) {
        provide_locale(assets, &lang);
    }
}

fn provide_style(assets: &mut Assets, id: &str) {
    if matches!(assets.style(id), Load::Missing) {
        let load = crate::style(id)
            .ok_or_else(|| ["the style ", id, " does not come with the application"].concat());
        assets.styles.push((id.to_owned(), loaded(load)));
    }
}

fn provide_locale(assets: &mut Assets, lang: &str) {
    if matches!(assets.locale(lang), Load::Missing) {
        let load = crate::locale(lang).or_else(|| crate::locale("en-US"));
        let load = load.ok_or_else(|| ["there is no locale for ", lang].concat());
        assets.locales.push((lang.to_owned(), loaded(load)));
    }
}

fn loaded<T>(load: Result<T, String>) -> Load<Rc<T>> {
    match load {
        Ok(asset) => Load::Ready(Rc::new(asset)),
        Err(message) => Load::Failed(Failure::new(Reason::NotFound, message)),
    }
}

fn entry(style: &crate::BundledStyle) -> StyleEntry {
    let aliases = ALIASES.iter().filter(|(_, id)| *id == style.id).map(|(alias, _)| (*alias).to_owned());
    StyleEntry {
        id: style.id.to_owned(),
        title: style.title.to_owned(),
        short: style.short.to_owned(),
        aliases: aliases.collect(),
    }
}
