//! JavaScript values that have no type of their own, such as CSL-JSON, to [`Json`] and back.
//!
//! Values are read without serde: its deserialiser describes what it did not expect, with floats and
//! escaped texts, and every page would load that (`docs/decisions/0013-one-program.md`).

use js_sys::{Array, Object};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use wasm_bindgen::{JsCast, JsValue};

use crate::record::Json;
use crate::text::json::MAX_DEPTH;

/// Anything that JSON can hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value(pub Json);

/// A value as JSON would have it. What JSON does not have, such as a function, is `Null`, and so is
/// what an object holds too many levels down: it may contain itself.
pub fn json_of(value: &JsValue) -> Json {
    within(value, MAX_DEPTH)
}

fn within(value: &JsValue, levels: usize) -> Json {
    if levels == 0 {
        return Json::Null;
    }
    if let Some(text) = value.as_string() {
        return Json::String(text);
    }
    if let Some(number) = value.as_f64() {
        return Json::Number(number);
    }
    if let Some(yes) = value.as_bool() {
        return Json::Bool(yes);
    }
    if let Some(items) = value.dyn_ref::<Array>() {
        return Json::Array(items.iter().map(|item| within(&item, levels - 1)).collect());
    }
    if !value.is_object() {
        return Json::Null;
    }
    let entries = Object::entries(value.unchecked_ref());
    let entry = |entry: JsValue| {
        let [key, value] = [0, 1].map(|at| entry.unchecked_ref::<Array>().get(at));
        (key.as_string().unwrap_or_default(), within(&value, levels - 1))
    };
    Json::Object(entries.iter().map(entry).collect())
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Borrowed(&self.0).serialize(serializer)
    }
}

struct Borrowed<'j>(&'j Json);

impl Serialize for Borrowed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(value) => serializer.serialize_f64(*value),
            Json::String(value) => serializer.serialize_str(value),
            Json::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(&Borrowed(item))?;
                }
                sequence.end()
            }
            Json::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                // Set on an object, that key is not a field of it but replaces its prototype.
                for (key, value) in entries.iter().filter(|(key, _)| key != "__proto__") {
                    map.serialize_entry(key, &Borrowed(value))?;
                }
                map.end()
            }
        }
    }
}
