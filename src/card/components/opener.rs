//! The layouts `button` and `link`: a button, and the dialog that it opens, with the focus on Copy.
//! A press beside the dialog closes it.

use std::rc::Rc;

use web_sys::HtmlDialogElement;
use yew::{
    Callback, Html, MouseEvent, NodeRef, PointerEvent, Properties, component, html, use_mut_ref, use_node_ref,
};

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
    let began_beside = use_mut_ref(|| false);
    let press_begins = {
        let (began_beside, dialog) = (Rc::clone(&began_beside), dialog.clone());
        Callback::from(move |event: PointerEvent| *began_beside.borrow_mut() = is_beside(&dialog, &event))
    };
    let press_ends = {
        let dialog = dialog.clone();
        Callback::from(move |event: MouseEvent| {
            if began_beside.take() && is_beside(&dialog, &event) {
                if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                    dialog.close();
                }
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
            <dialog ref={&dialog} aria-label={labels.cite} onpointerdown={press_begins} onclick={press_ends}>
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

/// Whether a press is on the page behind the dialog. A press that begins there and ends there closes it, as
/// `closedby` would, which Safari does not know; text that is selected beyond the edge does not.
fn is_beside(dialog: &NodeRef, event: &MouseEvent) -> bool {
    dialog.cast::<HtmlDialogElement>().is_some_and(|dialog| {
        let bounds = dialog.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        x < bounds.left() || x > bounds.right() || y < bounds.top() || y > bounds.bottom()
    })
}

fn open(dialog: HtmlDialogElement) {
    if dialog.show_modal().is_ok() {
        browser::focus_first(&dialog, "[part~=copy]");
    }
}
