//! What the card shows in each layout and state: its records, choices and citation to the props of
//! the `components`.

use yew::{AttrValue, Html, html};

use super::components::{self, CitePanel, Header, InlineProps, MoreSectionsProps, WorksProps};
use super::{
    CardProps, Citation, CitationCard, Layout, Load, Reason, Section, Shared, Status, Trial, find, is_citable,
};
use crate::record::Place;

/// The layouts.
impl CitationCard {
    pub(super) fn inline(&self, props: &CardProps) -> Html {
        let labels = self.labels(props);
        let inline = |citation: &Shared<Citation>| {
            components::inline(InlineProps {
                citation: citation.clone(),
                sheet: self.sheet.clone(),
                owner: Self::is_for_owner(props),
                outcome: self.state.outcome,
                labels,
                dispatch: self.dispatch.clone(),
            })
        };
        html! {
            <span key={self.number} lang={labels.lang()} dir={labels.dir()} class="citation-card inline">
                {self.citation.as_ref().and_then(inline).unwrap_or_default()}
                {self.announcements(labels)}
            </span>
        }
    }

    pub(super) fn article(&self, props: &CardProps) -> Html {
        let labels = self.labels(props);
        let settings = &props.settings;
        let in_dialog = matches!(settings.layout, Layout::Button | Layout::Link);
        let compact = in_dialog || settings.layout == Layout::Compact;
        let busy = props.status == Status::Waiting && props.records.is_empty();
        let titled = !compact
            && settings.sections.has(Section::Title)
            && matches!(props.records.as_slice(), [record] if !record.title().is_empty());
        html! {
            <article
                key={self.number}
                part="card"
                lang={labels.lang()}
                dir={labels.dir()}
                aria-busy={busy.to_string()}
                aria-labelledby={titled.then(|| self.id("title"))}
                aria-label={(!titled).then_some(labels.cite)}
                class={if compact { "citation-card compact" } else { "citation-card" }}
            >
                {self.content(props, compact)}
                if in_dialog {
                    {self.about(props)}
                }
                if settings.debug && !props.report.is_empty() {
                    {components::report(&props.report, settings.heading, labels).unwrap_or_default()}
                }
                {self.problems(props)}
                {self.announcements(labels)}
            </article>
        }
    }

    /// What the status and the records give to see.
    fn content(&self, props: &CardProps, compact: bool) -> Html {
        let labels = self.labels(props);
        match (&props.status, props.records.as_slice()) {
            (Status::Waiting, []) => html! {
                <div class="skeleton"><p class="aloud">{labels.loading}</p></div>
            },
            // Why is for the owner, and is among the problems.
            (Status::Failed { reason, .. }, []) if *reason != Reason::NoRecord => {
                html! { <p class="calm">{labels.load_failed}</p> }
            }
            (_, records) if !is_citable(records) => html! { <p class="calm">{labels.empty}</p> },
            (_, [_]) if compact => self.cite_panel(props, false),
            (_, [_]) => self.work(props),
            _ => html! {
                <>
                    {self.works(props)}
                    {self.cite_panel(props, false)}
                </>
            },
        }
    }

    /// The work, folded: who opens a dialog on its page wants to cite it, and knows it.
    fn about(&self, props: &CardProps) -> Html {
        if props.records.len() != 1 || !is_citable(&props.records) {
            return Html::default();
        }
        html! {
            <details class="about">
                <summary>{self.labels(props).about}</summary>
                {self.header(props)}
                {self.more_sections(props)}
            </details>
        }
    }

    fn work(&self, props: &CardProps) -> Html {
        html! {
            <>
                {self.header(props)}
                {self.cite_panel(props, true)}
                {self.more_sections(props)}
            </>
        }
    }

    fn header(&self, props: &CardProps) -> Html {
        html! {
            <Header
                records={Shared::from(&props.records)}
                sections={props.settings.sections}
                heading={props.settings.heading}
                title_id={self.id("title")}
                authors_open={self.state.authors_open}
                labels={self.labels(props)}
                dispatch={&self.dispatch}
            />
        }
    }

    fn more_sections(&self, props: &CardProps) -> Html {
        if !props.near {
            return Html::default();
        }
        let sections = components::more_sections(MoreSectionsProps {
            records: Shared::from(&props.records),
            sections: props.settings.sections,
            heading: props.settings.heading,
            abstract_open: self.state.abstract_open,
            labels: self.labels(props),
            dispatch: self.dispatch.clone(),
        });
        sections.unwrap_or_default()
    }

    /// The list of several works.
    fn works(&self, props: &CardProps) -> Html {
        let works = components::works(WorksProps {
            records: Shared::from(&props.records),
            left_out: self.state.left_out.clone(),
            copies: self.citation.as_ref().is_some_and(|citation| !citation.choice.is_format),
            labels: self.labels(props),
            dispatch: self.dispatch.clone(),
        });
        works.unwrap_or_default()
    }

    /// The citation; `titled` where the heading of the card is the work's title.
    fn cite_panel(&self, props: &CardProps, titled: bool) -> Html {
        let Some(citation) = &self.citation else { return Html::default() };
        let Self { state, choices, dispatch, sheet, bar, .. } = self;
        let heading = components::cite_heading(props.settings.heading, titled);
        html! {
            <CitePanel
                {choices}
                {citation}
                in_text={self.in_text.clone()}
                state={self.state.clone()}
                settings={Shared::from(&props.settings)}
                records={Shared::from(&props.records)}
                {bar}
                search={self.search(props)}
                near={props.near}
                owner={Self::is_for_owner(props)}
                {heading}
                outcome={state.outcome}
                hint={state.hint}
                id={self.id("panel")}
                node={&self.panel}
                {sheet}
                labels={self.labels(props)}
                {dispatch}
            />
        }
    }

    /// The search for styles and formats, while it is open. Its code is a chunk that may still be on its way.
    fn search(&self, props: &CardProps) -> Html {
        let labels = self.labels(props);
        let Some(typed) = &self.state.finding else { return Html::default() };
        let failed = match &self.trial {
            Trial::Failed(name) => Some(name.clone()),
            _ => None,
        };
        let chosen = self.choices.chosen(self.state.choice.as_deref(), &props.settings, &props.assets);
        let search = || match &props.assets.names {
            Load::Missing => None,
            _ => find::search(find::SearchProps {
                id: self.id("find"),
                typed: typed.clone(),
                chosen: chosen.map(|chosen| chosen.choice.clone()).unwrap_or_default(),
                choices: self.choices.clone(),
                records: Shared::from(&props.records),
                settings: Shared::from(&props.settings),
                assets: Shared::from(&props.assets),
                lang: self.lang(props),
                failed,
                labels,
                dispatch: self.dispatch.clone(),
            }),
        };
        search().unwrap_or_else(|| {
            let failed = matches!(props.assets.names, Load::Failed(_));
            html! { <p role="status" class="finder">{if failed { labels.load_failed } else { labels.loading }}</p> }
        })
    }

    /// The language of the citation that is shown.
    fn lang(&self, props: &CardProps) -> AttrValue {
        let engine = self.citation.as_ref().and_then(|citation| citation.engine.as_ref());
        let wanted = props.settings.locale.as_ref().unwrap_or(&props.settings.lang);
        let locale = engine.map(|engine| &engine.locale).or_else(|| props.assets.locale(wanted).ready());
        locale.map_or_else(AttrValue::default, |locale| locale.lang.clone().into())
    }

    /// Whether the owner may be looking, and not a reader: readers need not mind what is wrong with
    /// the page, but where the card has nothing else to show.
    fn is_for_owner(props: &CardProps) -> bool {
        props.settings.debug || props.local || !is_citable(&props.records)
    }

    fn problems(&self, props: &CardProps) -> Html {
        if !Self::is_for_owner(props) {
            return Html::default();
        }
        let open = props.settings.debug || !is_citable(&props.records);
        let mut messages = Vec::new();
        if let (Status::Failed { message, .. }, []) = (&props.status, props.records.as_slice()) {
            messages.push(message.clone());
        }
        messages.extend(self.choices.problems.iter().map(ToString::to_string));
        let unavailable = self.citation.as_ref().and_then(|citation| citation.unavailable.as_ref());
        messages.extend(unavailable.map(|style| style.failure.message.clone()));
        // That a page's own metadata disagrees is for those who look for it.
        let of_source =
            props.problems.iter().filter(|problem| open || !matches!(problem.place, Place::Page(_)));
        messages.extend(of_source.map(ToString::to_string));
        components::problems(&messages, open, self.labels(props)).unwrap_or_default()
    }
}
