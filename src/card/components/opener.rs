//! The layouts `button` and `link`: a button, and the dialog that it opens, with the focus on Copy.
//! A press beside the dialog closes it, where the browser knows how.

use web_sys::HtmlDialogElement;
use yew::{Callback, Html, MouseEvent, Properties, component, html, use_node_ref};

use super::icon::{CLOSE, QUOTE, icon};
use crate::card::browser;
use crate::card::labels::Labels;
use crate::chunk::chunk;

/// The props of [`Opener`].
#[derive(Properties, PartialEq)]
pub(crate) struct OpenerProps {
    /// The words.
    pub labels: &'static Labels,
    /// Whether the button looks like a link.
    pub quiet: bool,
    /// The card.
    pub children: Html,
}

chunk! { sections;
/// [`Opener`], where its code has been loaded.
pub(crate) fn opener(key: u32, props: OpenerProps) -> Html {
    html! { <Opener {key} ..props /> }
}}

/// The button and the dialog.
#[component]
fn Opener(props: &OpenerProps) -> Html {
    let OpenerProps { labels, quiet, children } = props;
    let dialog = use_node_ref();
    let on_dialog = |act: fn(HtmlDialogElement)| {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                act(dialog);
            }
        })
    };
    html! {
        <div lang={labels.lang()} dir={labels.dir()} class="opener">
            <button
                part="button open"
                type="button"
                aria-haspopup="dialog"
                class={if *quiet { "link" } else { "button open" }}
                onclick={on_dialog(open)}
            >
                if !quiet {
                    {icon(QUOTE)}
                }
                {labels.cite_button}
            </button>
            <dialog ref={&dialog} aria-label={labels.cite} closedby="any">
                <header>
                    <button
                        part="button close"
                        type="button"
                        aria-label={labels.close}
                        class="button close"
                        onclick={on_dialog(|dialog| dialog.close())}
                    >
                        {icon(CLOSE)}
                    </button>
                </header>
                {children.clone()}
            </dialog>
        </div>
    }
}

fn open(dialog: HtmlDialogElement) {
    if dialog.show_modal().is_ok() {
        browser::focus_first(&dialog, "[part~=copy]");
    }
}
