//! A Yew application that holds a `<citation-card>`, as a page made with Yew would.
//!
//! It counts what its own handlers see: one on the element around the card and one on a button
//! that has nothing to do with it. Yew numbers roots and listeners from 1 in every module, so a
//! card that does not keep apart would run the wrong one.

use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

#[component]
fn Page() -> Html {
    let around = use_state(|| 0);
    let unrelated = use_state(|| 0);
    let count = |state: &UseStateHandle<i32>| {
        let state = state.clone();
        Callback::from(move |_: MouseEvent| state.set(*state + 1))
    };
    html! {
        <main>
            <button id="unrelated" onclick={count(&unrelated)}>{ "unrelated" }</button>
            <div id="around" onclick={count(&around)}>
                <@{"citation-card"} loading="eager" />
            </div>
            <output id="counts">{ format!("around {} unrelated {}", *around, *unrelated) }</output>
        </main>
    }
}

/// Mounts the application in the element of that id.
#[wasm_bindgen]
pub fn start(id: &str) {
    let root =
        web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(id));
    if let Some(root) = root {
        yew::Renderer::<Page>::with_root(root).render();
    }
}
