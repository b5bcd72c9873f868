//! JavaScript values to [`Json`] and back, and [`Json`] to the messages that serde derives.
//!
//! Messages are not read by serde-wasm-bindgen: its errors describe what was not expected, with floats
//! and escaped texts, 12 KB of every page with tags (`docs/decisions/0013-one-program.md`).

use std::fmt;

use js_sys::{Array, Object};
use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{
    Deserialize, Deserializer, Error, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
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

/// Why a value is not a message: what was expected in it.
#[derive(Debug)]
pub struct Unreadable(String);

impl fmt::Display for Unreadable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(["expected ", &expected.to_string()].concat())
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(unexpected, expected)
    }
}

impl<'de> Deserializer<'de> for Value {
    type Error = Unreadable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(value),
            Json::Number(value) if value.fract() == 0.0 => visitor.visit_i64(value as i64),
            Json::Number(value) => visitor.visit_f64(value),
            Json::String(value) => visitor.visit_string(value),
            Json::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Value))),
            Json::Object(entries) => visitor.visit_map(map(entries)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Json::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// A field that is `undefined` or `null` is one that is not there.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let Json::Object(mut entries) = self.0 else { return self.deserialize_any(visitor) };
        entries.retain(|(_, value)| *value != Json::Null);
        visitor.visit_map(map(entries))
    }

    /// `{variant: value}`
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let Json::Object(entries) = self.0 else { return self.deserialize_any(visitor) };
        visitor.visit_enum(MapAccessDeserializer::new(map(entries)))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

fn map<'de>(
    entries: Vec<(String, Json)>,
) -> MapDeserializer<'de, impl Iterator<Item = (String, Value)>, Unreadable> {
    MapDeserializer::new(entries.into_iter().map(|(key, value)| (key, Value(value))))
}

impl IntoDeserializer<'_, Unreadable> for Value {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

/// Takes what JSON can hold as it is.
struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value(Json::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value(Json::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value(Json::Number(value as f64)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value(Json::Number(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value(Json::String(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Value(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value(Json::Array(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some((key, Value(value))) = entries.next_entry()? {
            list.push((key, value));
        }
        Ok(Value(Json::Object(list)))
    }
}
