//! JavaScript values to [`Json`] and back: how everything but plain text crosses between the loader
//! and this module.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::record::Json;
use crate::record::json::MAX_DEPTH;

/// The value of anything that JSON can hold. What it cannot, such as a function, becomes `Null`, and
/// so does what an object holds too many levels down: it may contain itself.
pub fn from_js(value: JsValue) -> Json {
    build(&value, MAX_DEPTH)
}

/// Builds a value of at most so many levels. One value that cannot be had does not cost the values
/// around it.
fn build(value: &JsValue, levels: usize) -> Json {
    if levels == 0 || value.is_null() || value.is_undefined() || value.is_function() {
        return Json::Null;
    }
    if let Some(text) = value.as_string() {
        return Json::String(text);
    }
    if let Some(number) = value.as_f64() {
        return Json::Number(number);
    }
    if let Some(is_true) = value.as_bool() {
        return Json::Bool(is_true);
    }
    if let Some(items) = value.dyn_ref::<Array>() {
        return Json::Array((0..items.length()).map(|at| build(&items.get(at), levels - 1)).collect());
    }
    let mut entries = Vec::new();
    if let Some(keys) = value.is_object().then(|| Reflect::own_keys(value).ok()).flatten() {
        for at in 0..keys.length() {
            let key = keys.get(at);
            let Some(name) = key.as_string() else { continue };
            let entry = Reflect::get(value, &key).map_or(Json::Null, |entry| build(&entry, levels - 1));
            entries.push((name, entry));
        }
        return Json::Object(entries);
    }
    Json::Null
}

/// A JavaScript value with plain objects and arrays.
pub fn to_js(json: &Json) -> JsValue {
    match json {
        Json::Null => JsValue::NULL,
        Json::Bool(value) => JsValue::from_bool(*value),
        Json::Number(value) => JsValue::from_f64(*value),
        Json::String(value) => JsValue::from_str(value),
        Json::Array(items) => {
            let list = Array::new();
            for item in items {
                list.push(&to_js(item));
            }
            list.into()
        }
        Json::Object(entries) => {
            let object = Object::new();
            for (key, value) in entries {
                // Setting a key of a new plain object does not fail.
                let _ = Reflect::set(&object, &JsValue::from_str(key), &to_js(value));
            }
            object.into()
        }
    }
}
