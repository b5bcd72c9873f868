//! What registries and programs send as CSL-JSON: tables of a field and what it becomes.

use super::*;

#[track_caller]
fn one(text: &str) -> Record {
    let reading = read(text);
    assert_eq!(reading.problems, [], "{text}");
    reading.records.into_iter().next().unwrap()
}

#[test]
fn crossrefs_own_fields_become_those_of_csl() {
    for (fields, variable, expected) in [
        (r#""type":"journal-article","article-number":"e0265183""#, Variable::Number, "e0265183"),
        (r#""type":"journal-article","article-number":["045001"]"#, Variable::Number, "045001"),
        (r#""type":"proceedings-article","article-number":17"#, Variable::Number, "17"),
        (r#""type":"report","report-number":"TR-9""#, Variable::Number, "TR-9"),
        (r#""type":"book","edition-number":"3""#, Variable::Edition, "3"),
        (r#""type":"book","edition-number":3"#, Variable::Edition, "3"),
        (
            r#""type":"dissertation","degree":["Doctor of Philosophy"]"#,
            Variable::Genre,
            "Doctor of Philosophy",
        ),
        (r#""type":"dissertation","degree":"MSc""#, Variable::Genre, "MSc"),
        (r#""type":"dissertation","institution":[{"name":"U &amp; V"}]"#, Variable::Publisher, "U & V"),
        (r#""type":"report","institution":{"name":"Survey"}"#, Variable::Publisher, "Survey"),
        (r#""type":"report","institution":["Survey"],"publisher":"Press""#, Variable::Publisher, "Press"),
        (r#""type":"standard","standards-body":{"name":"IEEE"}"#, Variable::Authority, "IEEE"),
        (r#""type":"monograph","subtitle":["A history"]"#, Variable::Title, "Rivers: A history"),
        (r#""type":"monograph","subtitle":"A history""#, Variable::Title, "Rivers: A history"),
        (r#""type":"monograph","subtitle":[]"#, Variable::Title, "Rivers"),
        (r#""type":"monograph","subtitle":["RIVERS"]"#, Variable::Title, "Rivers"),
        (
            r#""container-title":["Notes","Ice 2020"],"type":"proceedings-article""#,
            Variable::ContainerTitle,
            "Ice 2020",
        ),
        (
            r#""container-title":["Notes","Ice 2020"],"type":"book-chapter""#,
            Variable::CollectionTitle,
            "Notes",
        ),
        (r#""container-title":["Ice","J. Ice"],"type":"journal-article""#, Variable::ContainerTitle, "Ice"),
        (r#""type":"book","abstract":"<jats:p>Snow &amp; ice</jats:p>""#, Variable::Abstract, "Snow & ice"),
    ] {
        let record = one(&["{\"title\":[\"Rivers\"],", fields, "}"].concat());
        assert_eq!(record.text(variable), Some(expected), "{fields}");
    }
}

#[test]
fn the_date_of_publication_is_where_crossref_has_one() {
    for (fields, expected) in [
        (r#""issued":{"date-parts":[[2019]]},"published-online":{"date-parts":[[2018,3]]}"#, "2019"),
        (r#""issued":{"date-parts":[[null]]},"published-print":{"date-parts":[[2018,3]]}"#, "2018-03"),
        (
            r#""published-online":{"date-parts":[[2018,3]]},"published-print":{"date-parts":[[2018,5]]}"#,
            "2018-05",
        ),
        (r#""issued":{"date-parts":[[null]]},"posted":{"date-parts":[[2021,2,1]]}"#, "2021-02-01"),
        (r#""type":"dissertation","approved":{"date-parts":[[2017]]}"#, "2017"),
    ] {
        let record = one(&["{\"title\":\"T\",", fields, "}"].concat());
        assert_eq!(record.date(Variable::Issued).map(Date::to_edtf).as_deref(), Some(expected), "{fields}");
    }
    let deposited =
        one(r#"{"title":"T","deposited":{"date-parts":[[2020]]},"created":{"date-parts":[[2020]]}}"#);
    assert!(!deposited.has(Variable::Issued));
}

#[test]
fn a_name_with_parts_and_a_literal_is_one_name() {
    for (name, expected) in [
        (r#"{"family":"Doe","given":"Jane","literal":"Doe, Jane"}"#, "Jane Doe"),
        (r#"{"family":"Doe","given":"Jane","literal":"Jane Q. Doe"}"#, "Jane Doe"),
        (r#"{"family":"Doe","given":"Jane","name":"Jane Doe"}"#, "Jane Doe"),
        (r#"{"family":"Doe","literal":"DOE"}"#, "Doe"),
        (r#"{"family":"","given":"","literal":"World Bank"}"#, "World Bank"),
        (r#"{"family":"WHO","literal":"World Health Organization"}"#, "World Health Organization"),
        (r#"{"given":"Jane","literal":"Jane Doe"}"#, "Jane Doe"),
        (
            r#"{"family":"Berg","given":"Ida","non-dropping-particle":"van den","literal":"Ida van den Berg"}"#,
            "Ida van den Berg",
        ),
    ] {
        let record = one(&["{\"title\":\"T\",\"author\":[", name, "]}"].concat());
        let [author] = record.names(Variable::Author) else { panic!("{name}") };
        assert_eq!(author.full(), expected, "{name}");
        assert!(author.literal.is_none() || author.family.is_none(), "{name}");
    }
}

#[test]
fn json_that_describes_no_work_is_no_record() {
    for text in [
        r#"{"name":"x","version":"1.0"}"#,
        r#"{"lerna":"2.11.0","packages":["packages/*"],"version":"independent"}"#,
        r#"{"name":"x","type":"module","author":"Jane Doe","license":"MIT","keywords":["a"],"scripts":{}}"#,
        r#"{"name":"x","author":{"name":"Jane","url":"https://example.org"},"note":"n"}"#,
        r#"[{"name":"x","version":"2"}]"#,
        r#"{"compilerOptions":{"target":"es2020"},"include":["src"]}"#,
    ] {
        let reading = read(text);
        assert_eq!((reading.records.len(), reading.problems.len()), (0, 1), "{text}: {reading:?}");
    }
    for text in [
        r#"{"type":"book"}"#,
        r#"{"title":"T"}"#,
        r#"{"DOI":"10.5555/x"}"#,
        r#"{"author":[{"family":"Doe"}]}"#,
        r#"{"issued":{"date-parts":[[2020]]}}"#,
        r#"{"custom":{"concept-doi":"10.5555/x"}}"#,
    ] {
        assert_eq!(read(text).records.len(), 1, "{text}");
    }
}

#[test]
fn no_word_and_no_length_costs_a_field() {
    let title = "On <i>rivers</i> ".repeat(60_000);
    let json = format!(
        r#"[{{"type":"book","title":"None","author":[{{"family":"Li","given":"Na"}},{{"family":"Null"}}]}},
            {{"type":"book","title":"{title}"}}]"#
    );
    let reading = read(&json);
    let [short, long] = &reading.records[..] else { panic!("{} records", reading.records.len()) };
    assert_eq!(short.title(), "None");
    let names = short.names(Variable::Author);
    assert_eq!(names[0].given.as_deref(), Some("Na"));
    assert_eq!(names[1].family.as_deref(), Some("Null"));
    assert_eq!(long.title().len(), title.trim_end().len());
}

#[test]
fn names_that_are_texts_are_read_as_everywhere() {
    for (author, names) in [
        (r#""Doe, Jane; Roe, Kim""#, "Doe|Jane Roe|Kim"),
        (r#""Jane Doe and Kim Roe""#, "Doe|Jane Roe|Kim"),
        (r#"["Jane van der Doe", "Roe, K."]"#, "Doe|Jane Roe|K."),
        (r#"["World Health Organization"]"#, "=World Health Organization"),
        (r#"[{"literal": "Jane Doe"}]"#, "=Jane Doe"),
    ] {
        let reading = read(&format!(r#"[{{"type":"book","title":"T","author":{author}}}]"#));
        assert!(reading.problems.is_empty(), "{author}");
        let found = reading.records[0].names(Variable::Author).iter().map(|name| match &name.literal {
            Some(literal) => format!("={literal}"),
            None => [&name.family, &name.given].map(|part| part.as_deref().unwrap_or_default()).join("|"),
        });
        assert_eq!(found.collect::<Vec<_>>().join(" "), names, "{author}");
    }
}

#[test]
fn what_is_plain_is_read_alike_without_words_and_sentences() {
    for text in [
        r#"[{"type":"book","title":"T","issued":{"date-parts":[[2020,3]]},"author":[{"family":"Doe","given":"J."}]}]"#,
        r#"{"type":"book","title":"T","issued":"2020-03-05","accessed":{"raw":"2021-21"},"event-date":2019}"#,
        r#"{"type":"book","title":"T","issued":{"edtf":"1850~"},"submitted":"2020/2021","unknown-key":1}"#,
        r#"{"type":"book","title":"T","issued":{"literal":"in spring"},"accessed":"2020.05.06","custom":{"concept-doi":"10.5555/x"}}"#,
    ] {
        let value = json::parse(text).0;
        assert_eq!(from_plain_json(&value), Some(from_json(&value).records), "{text}");
    }
    for text in [
        r#"{"type":"book","title":"T","issued":{"raw":"5 March 2020"}}"#,
        r#"{"type":"book","title":"T","issued":"spring 2020"}"#,
        r#"{"type":"book","title":"T","issued":{"date-parts":[[2020]],"season":"spring"}}"#,
        r#"{"type":"book","title":"T","issued":"9999"}"#,
        r#"{"type":"book","title":"T","published":"5 March 2020"}"#,
        r#"{"type":"buch","title":"T"}"#,
        r#"{"type":"book","title":"T","author":"Doe, Jane"}"#,
        r#"[{"type":"book","title":"T"},{"title":3,"author":"x","version":{}}]"#,
        r#""text""#,
    ] {
        assert_eq!(from_plain_json(&json::parse(text).0), None, "{text}");
    }
}
