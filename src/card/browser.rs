//! What only a browser does: the clipboard, files, focus, timers. Called from handlers and effects
//! alone, so that the card renders without a browser.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, ClipboardEvent, ClipboardItem, Document, Element, HtmlAnchorElement, HtmlDocument,
    HtmlElement, MouseEvent, ResizeObserver, Selection, Url, Window,
};

use super::payload::Payload;
use crate::csl::Collator;
use crate::record::{Date, DatePart};
use crate::text::order;

/// How long a success is reported, in milliseconds.
pub(super) const REPORTED: i32 = 2000;

/// The address of a file in memory is revoked after so many milliseconds.
const FILE_KEPT: i32 = 10_000;

/// A timer that ends when it is dropped.
pub(super) struct Timer {
    id: i32,
    _alive: Rc<()>,
}

impl Timer {
    /// Runs something once, later. Nothing outside a browser.
    pub(super) fn after(milliseconds: i32, run: impl FnOnce() + 'static) -> Option<Self> {
        if cfg!(not(target_arch = "wasm32")) {
            return None;
        }
        let (run, alive) = while_alive(run);
        let id = window()?.set_timeout_with_callback_and_timeout_and_arguments_0(&run, milliseconds).ok()?;
        Some(Self { id, _alive: alive })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

/// A callback before the next frame; dropping it cancels it.
pub(super) struct Frame {
    id: i32,
    _alive: Rc<()>,
}

impl Frame {
    /// Runs something once, before the next frame.
    pub(super) fn request(run: impl FnOnce() + 'static) -> Option<Self> {
        let (run, alive) = while_alive(run);
        let id = window()?.request_animation_frame(&run).ok()?;
        Some(Self { id, _alive: alive })
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        if let Some(window) = window() {
            let _ = window.cancel_animation_frame(self.id);
        }
    }
}

/// A function that does nothing once what is returned with it has been dropped. Cancelling is not enough: the fake
/// clocks of tests have ids larger than `i32`, and call what a browser would not.
fn while_alive(run: impl FnOnce() + 'static) -> (Function, Rc<()>) {
    let alive = Rc::new(());
    let watched = Rc::downgrade(&alive);
    let run = Closure::once_into_js(move || {
        if watched.strong_count() > 0 {
            run();
        }
    });
    (run.unchecked_into(), alive)
}

/// How the browser orders texts in a language (`Intl.Collator`); nothing outside a browser, or
/// none that orders.
pub(crate) fn collator(lang: &str) -> Option<Collator> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    // A language tag that is not well formed is an error; then the order is English.
    let collator = intl("Collator", lang, &[]).or_else(|| intl("Collator", "en", &[]))?;
    let compare: Function = Reflect::get(&collator, &"compare".into()).ok()?.dyn_into().ok()?;
    Some(Collator::new(move |texts| {
        let ranks = ranks(texts, &compare);
        Box::new(move |one, other| ranks.get(one).cmp(&ranks.get(other)))
    }))
}

/// The place of each text in their order; texts that compare equal have the same. The browser sorts them:
/// a call for each comparison would take longer than all of it.
fn ranks(texts: &[&str], compare: &Function) -> Vec<u32> {
    // Each text once: works of a list have the same authors and years.
    let mut unique: Vec<JsValue> = Vec::new();
    let mut places = vec![0; texts.len()];
    let mut before = None;
    for at in order::indices(texts.len(), &|one, other| texts.get(one).cmp(&texts.get(other))) {
        let (Some(text), Some(place)) = (texts.get(at), places.get_mut(at)) else { continue };
        if before != Some(text) {
            unique.push(JsValue::from_str(text));
            before = Some(text);
        }
        *place = unique.len() - 1;
    }
    let sorted: Array = unique.iter().collect();
    let sort = Reflect::get(&sorted, &"sort".into()).ok().and_then(|sort| sort.dyn_into::<Function>().ok());
    let _ = sort.and_then(|sort| sort.call1(&sorted, compare).ok());
    let known = js_sys::Map::new();
    let (mut rank, mut before) = (0, None);
    for text in sorted.iter() {
        let order = before.and_then(|before| compare.call2(&JsValue::UNDEFINED, &before, &text).ok());
        rank += u32::from(order.and_then(|order| order.as_f64()).is_some_and(|sign| sign != 0.0));
        known.set(&text, &rank.into());
        before = Some(text);
    }
    let ranks: Vec<u32> =
        unique.iter().map(|text| known.get(text).as_f64().unwrap_or_default() as u32).collect();
    places.iter().filter_map(|place| ranks.get(*place).copied()).collect()
}

/// Says for so many milliseconds that there is more time; outside a browser always, as nobody waits there.
pub(super) fn time(milliseconds: f64) -> impl FnMut() -> bool {
    let now = || if cfg!(target_arch = "wasm32") { js_sys::Date::now() } else { 0.0 };
    let begun = now();
    // A step back of the clock ends it as well.
    move || (0.0..milliseconds).contains(&(now() - begun))
}

/// An object of a class of `Intl` for a language; nothing where the browser has no such class, or
/// refuses the language.
pub(super) fn intl(class: &str, lang: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let given = Object::new();
    for (name, value) in options {
        Reflect::set(&given, &(*name).into(), &(*value).into()).ok()?;
    }
    Reflect::construct(&class, &Array::of2(&lang.into(), &given)).ok()
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// Puts a text on the clipboard, with its formatted form if there is one. The clipboard is called
/// at once, in the press that asked for it; then come the ways that are left, and at last `shown`
/// is selected for the reader to copy by hand.
pub(super) fn copy(payload: Rc<Payload>, shown: Option<Element>, done: impl FnOnce(bool) + 'static) {
    let written = write(&payload.text, payload.html.as_deref());
    if written.is_none() && command(&payload.text, payload.html.as_deref()) {
        done(true);
        return;
    }
    spawn_local(async move {
        let Payload { text, html, .. } = &*payload;
        let mut copied = false;
        if let Some(written) = written {
            copied = JsFuture::from(written).await.is_ok();
            if !copied && html.is_some() {
                if let Some(written) = write(text, None) {
                    copied = JsFuture::from(written).await.is_ok();
                }
            }
            copied = copied || command(text, html.as_deref());
        }
        if !copied {
            select(shown.as_ref());
        }
        done(copied);
    });
}

fn write(text: &str, html: Option<&str>) -> Option<Promise> {
    let navigator: JsValue = window()?.navigator().into();
    // Absent on pages without encryption.
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let item = html.and_then(|html| clipboard_item(text, html));
    item.and_then(|item| call(&clipboard, "write", &Array::of1(&item)))
        .or_else(|| call(&clipboard, "writeText", &text.into()))
}

fn clipboard_item(text: &str, html: &str) -> Option<ClipboardItem> {
    let item = Object::new();
    for (media_type, content) in [("text/html", html), ("text/plain", text)] {
        Reflect::set(&item, &media_type.into(), &blob(content, media_type)?.into()).ok()?;
    }
    ClipboardItem::new_with_record_from_str_to_blob_promise(&item).ok()
}

/// What a method promises; nothing where there is none, or it throws: frames, web views and blockers put in their own.
fn call(of: &JsValue, method: &str, word: &JsValue) -> Option<Promise> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    let answer = method.call1(of, word).ok()?;
    // A library may have put its own class in the place of `Promise`.
    Reflect::get(&answer, &"then".into()).ok()?.is_function().then(|| Promise::resolve(&answer))
}

fn blob(content: &str, media_type: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &options).ok()
}

/// Copies by the old command: a selected text in the page makes it fire a `copy` event, whose data
/// is ours. The page's own selection comes back afterwards; the focus never moves.
fn command(text: &str, html: Option<&str>) -> bool {
    let copied = || -> Option<bool> {
        let document: HtmlDocument = window()?.document()?.dyn_into().ok()?;
        let selection = document.get_selection().ok()??;
        let before = (selection.range_count() > 0).then(|| selection.get_range_at(0).ok()).flatten();
        let place: HtmlElement = document.create_element("pre").ok()?.dyn_into().ok()?;
        place.set_text_content(Some(text));
        for (name, value) in [("position", "fixed"), ("inset-block-start", "0"), ("clip-path", "inset(50%)")]
        {
            place.style().set_property(name, value).ok()?;
        }
        document.body()?.append_child(&place).ok()?;
        let (plain, rich) = (text.to_owned(), html.map(str::to_owned));
        let taken = Closure::<dyn Fn(ClipboardEvent)>::new(move |event: ClipboardEvent| {
            if put(&event, &plain, rich.as_deref()) {
                event.prevent_default();
            }
        });
        let listener = taken.as_ref().unchecked_ref();
        let _ = document.add_event_listener_with_callback_and_bool("copy", listener, true);
        let _ = selection.select_all_children(&place);
        let copied = document.exec_command("copy").unwrap_or(false);
        let _ = document.remove_event_listener_with_callback_and_bool("copy", listener, true);
        place.remove();
        let _ = selection.remove_all_ranges();
        if let Some(before) = before {
            let _ = selection.add_range(&before);
        }
        Some(copied)
    };
    copied().unwrap_or(false)
}

fn select(shown: Option<&Element>) {
    let selection = window().and_then(|window| window.get_selection().ok().flatten());
    if let (Some(selection), Some(shown)) = (selection, shown) {
        let _ = selection.select_all_children(shown);
    }
}

/// Puts a text on the clipboard in an event that copies. Whether that was possible.
pub(super) fn put(event: &ClipboardEvent, text: &str, html: Option<&str>) -> bool {
    let Some(data) = event.clipboard_data() else { return false };
    let rich = html.is_none_or(|html| data.set_data("text/html", html).is_ok());
    rich && data.set_data("text/plain", text).is_ok()
}

/// The references, or the text, in an element that are selected as a whole, by their place; none where anything else
/// is selected with them.
pub(super) fn selected_parts(element: &Element) -> Vec<usize> {
    // White space differs between what is selected and what is in the tree.
    let squeezed = |text: String| text.split_whitespace().collect::<String>();
    let selected = selection_within(element).map(squeezed).unwrap_or_default();
    let Ok(children) = element.query_selector_all("[part~=entry], [part~=code]") else { return Vec::new() };
    let mut rest = selected.as_str();
    let mut parts = Vec::new();
    for at in 0..children.length() {
        let text = children.item(at).and_then(|child| child.text_content()).map(squeezed).unwrap_or_default();
        if let Some(after) = rest.strip_prefix(text.as_str()).filter(|_| !text.is_empty()) {
            rest = after;
            parts.push(at as usize);
        }
    }
    if rest.is_empty() { parts } else { Vec::new() }
}

/// What is selected, seen from inside a shadow root.
fn selection_within(element: &Element) -> Option<String> {
    let root = element.get_root_node();
    // Chromium's method of shadow roots; elsewhere the window's selection looks into them.
    let own = Reflect::get(&root, &"getSelection".into()).ok()?.dyn_into::<Function>().ok();
    let selection = match own {
        Some(own) => own.call0(&root).ok()?.dyn_into::<Selection>().ok()?,
        None => window()?.get_selection().ok()??,
    };
    Some(String::from(selection.to_string()))
}

/// Tells whether the content of a box is larger than the box, whenever that changes. It tells in the next frame:
/// what renders while sizes are being observed may change them, which the page would get an error for.
pub(super) struct Overflow {
    observer: ResizeObserver,
    _report: Closure<dyn FnMut()>,
}

impl Overflow {
    /// Watches a box until it is dropped.
    pub(super) fn watch(element: &Element, report: impl Fn(bool) + 'static) -> Option<Self> {
        let element = element.clone();
        let children = element.children();
        let target = element.clone();
        let report = Rc::new(report);
        let mut last = None;
        let frame = Cell::new(None);
        let report = Closure::<dyn FnMut()>::new(move || {
            let overflows = element.scroll_height() > element.client_height()
                || element.scroll_width() > element.client_width();
            if last.replace(overflows) != Some(overflows) {
                let report = Rc::clone(&report);
                frame.set(Frame::request(move || report(overflows)));
            }
        });
        let observer = ResizeObserver::new(report.as_ref().unchecked_ref()).ok()?;
        observer.observe(&target);
        for at in 0..children.length() {
            if let Some(child) = children.item(at) {
                observer.observe(&child);
            }
        }
        Some(Self { observer, _report: report })
    }
}

impl Drop for Overflow {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// An element that is hidden until the browser's search finds something in it
/// (<https://html.spec.whatwg.org/multipage/interaction.html#attr-hidden-until-found>).
pub(super) struct UntilFound {
    element: Element,
    found: Closure<dyn FnMut()>,
}

impl UntilFound {
    /// Hides an element, and reports when something in it is found.
    pub(super) fn hide(element: Element, found: impl Fn() + 'static) -> Self {
        let found = Closure::<dyn FnMut()>::new(found);
        // An older browser keeps the plain `hidden`.
        if Reflect::has(&element, &"onbeforematch".into()).unwrap_or(false) {
            let _ = element.set_attribute("hidden", "until-found");
        }
        let _ = element.add_event_listener_with_callback("beforematch", found.as_ref().unchecked_ref());
        Self { element, found }
    }
}

impl Drop for UntilFound {
    fn drop(&mut self) {
        let listener = self.found.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback("beforematch", listener);
    }
}

/// Listens to an event that Yew does not know, until it is dropped.
pub(super) struct Listener {
    element: Element,
    event: &'static str,
    hear: Closure<dyn FnMut()>,
}

impl Listener {
    pub(super) fn new(element: Element, event: &'static str, hear: impl Fn() + 'static) -> Self {
        let hear = Closure::<dyn FnMut()>::new(hear);
        let _ = element.add_event_listener_with_callback(event, hear.as_ref().unchecked_ref());
        Self { element, event, hear }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let hear = self.hear.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.event, hear);
    }
}

/// Whether the keys are those of a Mac.
pub(super) fn is_mac() -> bool {
    if cfg!(not(target_arch = "wasm32")) {
        return false;
    }
    let platform = window().and_then(|window| window.navigator().platform().ok()).unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

/// The day in the reader's calendar; nothing where there is no browser.
pub(super) fn today() -> Option<Date> {
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).ok()?;
    let start =
        Some(DatePart::new(year, Some(i64::from(now.get_month()) + 1), Some(i64::from(now.get_date()))));
    Some(Date { start, ..Date::default() })
}

/// Whether the browser shares, and the reader has a touch screen.
pub(super) fn can_share() -> bool {
    let shares = || -> Option<bool> {
        let window = window()?;
        let there = Reflect::has(&window.navigator(), &"share".into()).ok()?;
        Some(there && window.navigator().max_touch_points() > 0)
    };
    cfg!(target_arch = "wasm32") && shares() == Some(true)
}

/// Offers a work to other programs (<https://www.w3.org/TR/web-share/>). Who thinks better of it is no
/// failure.
pub(super) fn share(title: &str, text: &str, url: &str) {
    let shared = || -> Option<()> {
        let navigator = window()?.navigator();
        let data = Object::new();
        for (name, value) in [("title", title), ("text", text), ("url", url)] {
            Reflect::set(&data, &name.into(), &value.into()).ok()?;
        }
        let promise = call(&navigator, "share", &data)?;
        spawn_local(async move { drop(JsFuture::from(promise).await) });
        Some(())
    };
    let _ = shared();
}

/// Hands a file to the browser.
pub(super) fn download(name: &str, media_type: &str, content: &str) -> bool {
    let saved = || -> Option<()> {
        let document: Document = window()?.document()?;
        let url = Url::create_object_url_with_blob(&blob(content, media_type)?).ok()?;
        let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
        let timer = Timer::after(FILE_KEPT, move || {
            let _ = Url::revoke_object_url(&url);
        });
        // Leaving the page gives the address back as well.
        std::mem::forget(timer);
        Some(())
    };
    saved().is_some()
}

/// Whether an element's text goes from right to left.
pub(super) fn is_rtl(element: &Element) -> bool {
    let style = window().and_then(|window| window.get_computed_style(element).ok().flatten());
    style.and_then(|style| style.get_property_value("direction").ok()).is_some_and(|value| value == "rtl")
}

/// Moves the focus to the first element within another that matches.
pub(super) fn focus_first(within: &Element, selector: &str) {
    let found = within.query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}

/// Whether a press is on text, and no link, and ends no selection within an element.
pub(super) fn is_bare_press(event: &MouseEvent, element: &Element) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_control = target.is_none_or(|target| matches!(target.closest("a, button"), Ok(Some(_))));
    !on_control && selection_within(element).is_none_or(|selected| selected.is_empty())
}

/// Moves the focus to the selected tab, or to the button of the search where tabs have no room.
pub(super) fn focus_bar(bar: &Element) {
    for wanted in ["[aria-selected=true]", ".find"] {
        let element = bar.query_selector(wanted).ok().flatten();
        let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        if element.offset_parent().is_some() {
            let _ = element.focus();
            return;
        }
    }
}

/// Moves what scrolls so far that a node is seen.
pub(super) fn reveal(node: &web_sys::Node) {
    let Some(element) = node.dyn_ref::<Element>() else { return };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Moves a row that scrolls so far that a child is seen.
pub(super) fn reveal_in_row(row: &Element, at: usize) {
    let child = u32::try_from(at).ok().and_then(|at| row.children().item(at));
    let Some(child) = child.map(|child| child.get_bounding_client_rect()) else { return };
    let row_box = row.get_bounding_client_rect();
    let before = child.left() - row_box.left();
    let after = child.right() - row_box.right();
    if before < 0.0 || after > 0.0 {
        row.scroll_by_with_x_and_y(if before < 0.0 { before } else { after }, 0.0);
    }
}

/// Moves the focus to a child.
pub(super) fn focus_child(parent: &Element, at: usize) {
    let child = u32::try_from(at).ok().and_then(|at| parent.children().item(at));
    if let Some(child) = child.and_then(|child| child.dyn_into::<HtmlElement>().ok()) {
        let _ = child.focus();
    }
}

/// The height that a box has had: it never becomes lower than it was at the same width.
#[derive(Default)]
pub(super) struct KeptHeight {
    width: f64,
    height: f64,
}

impl KeptHeight {
    /// Measures the box, and sets its least height.
    pub(super) fn keep(&mut self, element: &HtmlElement) {
        let size = element.get_bounding_client_rect();
        let mut height = size.height();
        if (size.width() - self.width).abs() > 0.5 {
            if self.height > 0.0 {
                let _ = element.style().remove_property("min-block-size");
                height = element.get_bounding_client_rect().height();
            }
            *self = Self { width: size.width(), height: 0.0 };
        }
        if height > self.height {
            self.height = height;
            // Rounded up, or the box loses a sixty-fourth. In whole numbers: writing a float takes 16 KB of code.
            let hundredths = (height * 100.0 + 0.99) as u32;
            let height = format!("{}.{:02}px", hundredths / 100, hundredths % 100);
            let _ = element.style().set_property("min-block-size", &height);
        }
    }
}
