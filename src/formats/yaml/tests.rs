//! Tests of YAML, read and written.

use super::*;

#[track_caller]
fn check(text: &str, json: &str, problems: usize) {
    let mut found = Problems::new(text);
    let value = parse(text, &mut found);
    let found = found.finish("YAML");
    assert_eq!(value.to_string(), json, "{text}\n{found:?}");
    assert_eq!(found.len(), problems, "{text}\n{found:?}");
}

#[test]
fn reads_blocks() {
    check("a: 1\nb:\n  c: x # note\n  d: 'it''s'\n", r#"{"a":"1","b":{"c":"x","d":"it's"}}"#, 0);
    check(
        "a:\n- x\n- y\nb:\n  - c: 1\n    d: 2\n  - - p\n    - q\n",
        r#"{"a":["x","y"],"b":[{"c":"1","d":"2"},["p","q"]]}"#,
        0,
    );
    check("# c\n---\nv: 1.10\nn: ~\nu: http://a.b/c#d\n", r#"{"v":"1.10","n":null,"u":"http://a.b/c#d"}"#, 0);
    check("a: one\n  two\n  three\nb: 1\n", r#"{"a":"one two three","b":"1"}"#, 0);
    check("-\n  a: b\n- c\n", r#"[{"a":"b"},"c"]"#, 0);
}

#[test]
fn reads_block_and_quoted_scalars() {
    check("a: |\n  x\n   y\n\n  z\nb: 1\n", "{\"a\":\"x\\n y\\n\\nz\\n\",\"b\":\"1\"}", 0);
    check("a: >-\n  x\n  y\n\n  z\nb: 1\n", "{\"a\":\"x y\\nz\",\"b\":\"1\"}", 0);
    check("a: \"x\\u00e9 \\\"y\\\"\n  z\"\nb: 'p\n  q'\n", "{\"a\":\"xé \\\"y\\\" z\",\"b\":\"p q\"}", 0);
}

#[test]
fn reads_flow() {
    check(
        "a: [x, \"y, z\", {b: c}]\nd: {e: f, g: [1,\n  2]}\n",
        r#"{"a":["x","y, z",{"b":"c"}],"d":{"e":"f","g":["1","2"]}}"#,
        0,
    );
}

#[test]
fn keeps_the_good_part_and_says_where() {
    check("a: &x 1\nb: *x\nc: 3\n", r#"{"a":"1","b":null,"c":"3"}"#, 2);
    check("a: 1\njunk\nb: 2\n", r#"{"a":"1","b":"2"}"#, 1);
    check("a: \"open\nb: 2\n", r#"{"a":"open","b":"2"}"#, 1);
    check("a: [1, 2\n", r#"{"a":["1","2"]}"#, 1);
    check("\ta: 1\nb: 2\n", r#"{"b":"2"}"#, 1);
    check("a: 1\n---\nb: 2\n", r#"{"a":"1"}"#, 1);
}

#[test]
fn comes_back() {
    let text = "title: A title\n\"1\": \"yes\"\nlist:\n  - a: \"x: y\"\n    b: \"#\"\n  - c\n";
    check(text, r##"{"title":"A title","1":"yes","list":[{"a":"x: y","b":"#"},"c"]}"##, 0);
    let mut problems = Problems::new(text);
    assert_eq!(write(&parse(text, &mut problems)), text);
}

#[test]
fn ends_on_anything() {
    for text in [
        "[",
        "{",
        "- - - -",
        "a: |",
        "a: >9",
        "\"",
        "'",
        "a: \"\\",
        "? x",
        ": :",
        "a:\n b\n  c: d\n e",
        "---",
        "-\n-",
        "{a: [}]",
    ] {
        parse(text, &mut Problems::new(text));
    }
    for unit in ["- ", "[", "{a: ", "a:\n ", "\"\n", "'a\n", "a: \"\n", "&a ", "! "] {
        let text = unit.repeat(20_000);
        parse(&text, &mut Problems::new(&text));
    }
}

#[test]
fn every_key_comes_back() {
    let keys = [
        "a", "", " ", "a:", "a: b", "a:b", "a #b", "\"", "'", "\"a\"", "it's", "''", "\\", "\\\"",
        "a\\u000d", "\0", "\r", "\n", "\t", "%K", "- a", "#", "[", "{x}", "<<", "yes", "\u{85}", "\u{2028}",
        "é", "&a", "*a", "|", ">", "@", "`", "?", ",",
    ];
    for key in keys {
        let value = Json::Object(vec![(
            key.to_owned(),
            Json::Object(vec![(key.to_owned(), Json::String(key.to_owned()))]),
        )]);
        let text = write(&value);
        let mut problems = Problems::new(&text);
        assert_eq!(parse(&text, &mut problems), value, "{text}");
        assert!(key == "<<" || problems.finish("YAML").is_empty(), "{text}");
    }
    check("'it''s: x': 1\n\"a\\\"b\" : 2\n", r#"{"it's: x":"1","a\"b":"2"}"#, 0);
}
