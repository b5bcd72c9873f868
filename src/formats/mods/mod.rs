//! MODS, the Library of Congress's XML for bibliographic records.
//!
//! Specification: MODS 3.8 (<https://www.loc.gov/standards/mods/>), MARC genre and relator terms.
//! CSL's own type is written as a `genre` of the authority `csl`, beside the MARC genre.

mod write;

use crate::formats::common::{
    drop_number_as_pages, fill, from_direct, from_text, identify, one_line, set_keywords,
};
use crate::formats::xml_text::{Faults, read_records};
use crate::formats::{Codec, Group, Info, Likelihood, Reading, head};
use crate::normalise::fields;
use crate::text::case;

use crate::record::{Date, Kind, Name, Record, Variable, identifier};
use crate::text::xml::Element;

/// What menus and files need to know about MODS.
pub(super) static INFO: Info = Info {
    id: "mods",
    name: "MODS",
    aliases: &["mods-xml"],
    extension: "xml",
    media_type: "application/mods+xml",
    group: Group::Metadata,
    reads: true,
    writes: true,
    ..Info::PLAIN
};

/// Detects, reads and writes MODS.
pub(super) static CODEC: Codec = Codec { info: &INFO, detect, read: Some(read), write: Some(write::write) };

fn detect(text: &str) -> Likelihood {
    let start = head(text);
    if start.starts_with('<') && start.contains("loc.gov/mods/") {
        Likelihood::Yes
    } else if start.contains("<mods") {
        Likelihood::Maybe
    } else {
        Likelihood::No
    }
}

/// Genres (MARC's and others in use, in small letters) and CSL's types. The first row of a CSL
/// type is the one that is written beside CSL's own name.
static GENRES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal),
    ("journal article", Kind::ArticleJournal),
    ("newspaper article", Kind::ArticleNewspaper),
    ("magazine article", Kind::ArticleMagazine),
    ("preprint", Kind::Article),
    ("book", Kind::Book),
    ("book chapter", Kind::Chapter),
    ("conference publication", Kind::PaperConference),
    ("conference paper", Kind::PaperConference),
    ("thesis", Kind::Thesis),
    ("ph.d. thesis", Kind::Thesis),
    ("masters thesis", Kind::Thesis),
    ("technical report", Kind::Report),
    ("report", Kind::Report),
    ("patent", Kind::Patent),
    ("computer program", Kind::Software),
    ("database", Kind::Dataset),
    ("numeric data", Kind::Dataset),
    ("web site", Kind::Webpage),
    ("web page", Kind::Webpage),
    ("periodical", Kind::Periodical),
    ("motion picture", Kind::MotionPicture),
    ("videorecording", Kind::MotionPicture),
    ("map", Kind::Map),
    ("graphic", Kind::Graphic),
    ("picture", Kind::Graphic),
    ("encyclopedia", Kind::EntryEncyclopedia),
    ("dictionary", Kind::EntryDictionary),
    ("interview", Kind::Interview),
    ("letter", Kind::PersonalCommunication),
    ("speech", Kind::Speech),
    ("review", Kind::Review),
    ("legal case and case notes", Kind::LegalCase),
    ("legislation", Kind::Legislation),
    ("treaty", Kind::Treaty),
    ("standard or specification", Kind::Standard),
];

/// MARC relator codes and terms and CSL's roles. The first row of a role is the one that is written.
static RELATORS: &[(&str, &str, Variable)] = &[
    ("aut", "author", Variable::Author),
    ("cre", "creator", Variable::Author),
    ("inv", "inventor", Variable::Author),
    ("art", "artist", Variable::Author),
    ("ctg", "cartographer", Variable::Author),
    ("pht", "photographer", Variable::Author),
    ("dis", "dissertant", Variable::Author),
    ("prg", "programmer", Variable::Author),
    ("edt", "editor", Variable::Editor),
    ("trl", "translator", Variable::Translator),
    ("ctb", "contributor", Variable::Contributor),
    ("com", "compiler", Variable::Compiler),
    ("cur", "curator", Variable::Curator),
    ("ill", "illustrator", Variable::Illustrator),
    ("drt", "director", Variable::Director),
    ("fmd", "film director", Variable::Director),
    ("pro", "producer", Variable::Producer),
    ("cmp", "composer", Variable::Composer),
    ("prf", "performer", Variable::Performer),
    ("nrt", "narrator", Variable::Narrator),
    ("hst", "host", Variable::Host),
    ("ivr", "interviewer", Variable::Interviewer),
    ("orm", "organizer", Variable::Organizer),
    ("rcp", "recipient", Variable::Recipient),
    ("aus", "screenwriter", Variable::ScriptWriter),
];

/// The role of a MARC relator code or term, in small letters.
pub(super) fn role(term: &str) -> Option<Variable> {
    RELATORS.iter().find(|(code, name, _)| *code == term || *name == term).map(|(.., role)| *role)
}

static IDENTIFIERS: &[(&str, Variable)] = &[
    ("doi", Variable::Doi),
    ("isbn", Variable::Isbn),
    ("issn", Variable::Issn),
    ("pmid", Variable::Pmid),
    ("pubmed", Variable::Pmid),
    ("pmcid", Variable::Pmcid),
    ("pmc", Variable::Pmcid),
    ("issue number", Variable::Number),
    ("patent number", Variable::Number),
    ("report number", Variable::Number),
];

fn read(text: &str) -> Reading {
    read_records(text, "MODS", &["mods"], work)
}

fn work(mods: &Element<'_>, _: &mut Faults<'_, '_>) -> Option<Record> {
    let mut record = Record::default();
    record.id = mods.attribute("ID").unwrap_or_default().to_owned();
    let host = mods.children_named("relatedItem").find(|item| item.attribute("type") == Some("host"));
    record.kind = kind_of(mods, host);
    for info in mods.children_named("titleInfo") {
        let variable = match info.attribute("type") {
            None => Variable::Title,
            Some("abbreviated") => Variable::TitleShort,
            Some("translated" | "uniform") => Variable::OriginalTitle,
            Some(_) => continue,
        };
        fill(&mut record, variable, &title(info));
        if variable == Variable::Title && host.is_none() {
            fill(
                &mut record,
                Variable::Volume,
                &info.child("partNumber").map(Element::text).unwrap_or_default(),
            );
        }
    }
    names(&mut record, mods, false);
    item(&mut record, mods);
    let mut words = Vec::new();
    for topic in mods.children_named("subject").flat_map(|subject| subject.elements()) {
        if matches!(topic.local(), "topic" | "geographic" | "temporal" | "genre") {
            words.push(topic.text());
        }
    }
    set_keywords(&mut record, &words);
    for text in mods.children_named("abstract") {
        fill(&mut record, Variable::Abstract, &text.text());
    }
    for note in mods.children_named("note") {
        let variable = match note.attribute("type") {
            Some("version identification") => Variable::Version,
            Some("thesis") => Variable::Genre,
            None => Variable::Note,
            // Who said it, where it was found: what catalogues note for themselves.
            Some(_) => continue,
        };
        fill(&mut record, variable, &note.text());
    }
    for genre in mods.children_named("genre").filter(|genre| genre.attribute("type") == Some("work type")) {
        fill(&mut record, Variable::Genre, &genre.text());
    }
    if record.kind == Kind::Thesis {
        // `Ph.D. thesis`: what a citation calls it.
        let mut words = mods.children_named("genre").map(Element::text);
        fill(&mut record, Variable::Genre, &words.find(|text| text.trim().contains(' ')).unwrap_or_default());
    }
    let archived = is_archived(record.kind);
    for location in mods.children_named("location").filter(|_| archived) {
        let text = |name: &str| location.child(name).map(Element::text).unwrap_or_default();
        fill(&mut record, Variable::Archive, &text("physicalLocation"));
        fill(&mut record, Variable::ArchiveLocation, &text("shelfLocator"));
    }
    if let Some(language) = mods.child("language").and_then(|language| language.child("languageTerm")) {
        let code = one_line(&language.text());
        fill(
            &mut record,
            Variable::Language,
            crate::formats::medline::short_language(&code).unwrap_or(&code),
        );
    }
    for condition in mods.children_named("accessCondition") {
        let link = condition.attribute("href").map(str::to_owned);
        fill(&mut record, Variable::License, &link.unwrap_or_else(|| condition.text()));
    }
    for related in mods.children_named("relatedItem") {
        relate(&mut record, related);
    }
    drop_number_as_pages(&mut record);
    for url in mods.children_named("location").flat_map(|location| location.children_named("url")) {
        if !record.has(Variable::Url) {
            if let Some(date) = url.attribute("dateLastAccessed") {
                record.set_date(Variable::Accessed, Date::parse_loose(date));
            }
            identify(&mut record, &url.text());
        }
    }
    (record.texts().next().is_some() || record.all_names().next().is_some()).then_some(record)
}

/// Works of which it matters where they are kept.
fn is_archived(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Manuscript | Kind::PersonalCommunication | Kind::Map | Kind::Graphic | Kind::Collection
    )
}

fn kind_of(mods: &Element<'_>, host: Option<&Element<'_>>) -> Kind {
    let mut found = None;
    for genre in mods.children_named("genre") {
        let name = case::to_lower(genre.text().trim());
        if genre.attribute("authority") == Some("csl") {
            if let Some(kind) = Kind::parse(&name) {
                return kind;
            }
        }
        let known = GENRES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        found = found.or(known);
    }
    let host_genre = host.and_then(|host| host.child("genre")).map(|genre| case::to_lower(&genre.text()));
    let resource = mods.child("typeOfResource").map(Element::text).unwrap_or_default();
    let issuance = mods.children_named("originInfo").find_map(|origin| origin.child("issuance"));
    let issuance = issuance.map(Element::text).unwrap_or_default();
    let by_hand = mods.child("typeOfResource").and_then(|kind| kind.attribute("manuscript")) == Some("yes");
    match (found, host_genre.as_deref(), resource.trim()) {
        (None, None, _) if by_hand => Kind::Manuscript,
        (None, None, "text" | "") if matches!(issuance.trim(), "continuing" | "serial") => Kind::Periodical,
        (None, None, "text") if issuance.trim() == "monographic" => Kind::Book,
        (None | Some(Kind::Book), Some("conference publication"), _) => Kind::PaperConference,
        (None, Some("book"), _) | (Some(Kind::Book), Some(_), _) => Kind::Chapter,
        (Some(kind), ..) => kind,
        (None, Some("newspaper"), _) => Kind::ArticleNewspaper,
        (None, Some(_), _) => Kind::ArticleJournal,
        (_, _, "cartographic") => Kind::Map,
        (_, _, "notated music") => Kind::MusicalScore,
        (_, _, "moving image") => Kind::MotionPicture,
        (_, _, "still image") => Kind::Graphic,
        (_, _, resource) if resource.starts_with("sound recording") => Kind::Song,
        (_, _, resource) if resource.starts_with("software") => Kind::Software,
        _ if host.is_some() => Kind::Chapter,
        _ => Kind::Document,
    }
}

/// Title and subtitle with what stands before the title (`The`).
fn title(info: &Element<'_>) -> String {
    let text = |name: &str| info.child(name).map(Element::text).unwrap_or_default();
    let mut out = text("nonSort");
    if !out.is_empty() && !out.ends_with(['\'', '’', ' ']) {
        out.push(' ');
    }
    out.push_str(&text("title"));
    let part = text("partName");
    if !part.trim().is_empty() {
        out.push_str(". ");
        out.push_str(&part);
    }
    let subtitle = text("subTitle");
    if !subtitle.trim().is_empty() {
        out.push_str(": ");
        out.push_str(&subtitle);
    }
    one_line(&out)
}

fn names(record: &mut Record, holder: &Element<'_>, host: bool) {
    for element in holder.children_named("name") {
        let Some(name) = name(element) else { continue };
        let mut roles =
            element.children_named("role").flat_map(|role| role.children_named("roleTerm")).peekable();
        if element.attribute("type") == Some("conference") {
            fill(record, Variable::EventTitle, &name.full());
            continue;
        }
        let unnamed = roles.peek().is_none();
        let role = roles.find_map(|term| role(&case::to_lower(term.text().trim())));
        let degree = || {
            let mut terms = element.children_named("role").flat_map(|role| role.children_named("roleTerm"));
            terms.any(|term| matches!(term.text().trim(), "dgg" | "degree grantor" | "pbl" | "publisher"))
        };
        match role {
            Some(Variable::Author) if host => record.push_name(Variable::ContainerAuthor, name),
            Some(role) if !host || !record.has(role) || role == Variable::Editor => {
                record.push_name(role, name)
            }
            None if unnamed => {
                record.push_name(if host { Variable::ContainerAuthor } else { Variable::Author }, name)
            }
            None if degree() => fill(record, Variable::Publisher, &name.full()),
            _ => {}
        }
    }
}

fn name(element: &Element<'_>) -> Option<Name> {
    let part = |kind: Option<&str>| {
        let mut parts = element.children_named("namePart").filter(|part| part.attribute("type") == kind);
        parts.next().map(|part| one_line(&part.text())).filter(|text| !text.is_empty())
    };
    let givens: Vec<String> = element
        .children_named("namePart")
        .filter(|part| part.attribute("type") == Some("given"))
        .map(|part| one_line(&part.text()))
        .collect();
    let given = givens.join(" ");
    let mut name = match (part(Some("family")), part(None)) {
        (Some(family), _) if given.is_empty() => Name::person(family, ""),
        (Some(family), _) => crate::formats::common::from_inverted(&format!("{family}, {given}")),
        (None, Some(text)) => match element.attribute("type") {
            Some("personal") if text.contains(',') => from_text(&text),
            Some("personal") => from_direct(&text),
            None if text.contains(',') => from_text(&text),
            // A body and its parts: `Great Britain.`, `Ordnance Survey`.
            _ => {
                let parts =
                    element.children_named("namePart").filter(|part| part.attribute("type").is_none());
                let parts: Vec<String> = parts.map(Element::text).collect();
                Name::literal(one_line(&parts.join(" ")))
            }
        },
        (None, None) => return None,
    };
    name.suffix = name.suffix.or_else(|| part(Some("termsOfAddress")));
    name.affiliations = element.children_named("affiliation").map(|place| one_line(&place.text())).collect();
    name.orcid = element.children_named("nameIdentifier").find_map(|id| identifier::orcid(&id.text()));
    Some(name)
}

/// What a work and its host share: origin, identifiers, extent, part.
fn item(record: &mut Record, holder: &Element<'_>) {
    for origin in holder.children_named("originInfo") {
        // `keyDate` says which date counts.
        for element in ["dateIssued", "dateCreated", "copyrightDate", "dateOther"] {
            if origin.children_named(element).any(is_key_date) {
                date(record, origin, element, Variable::Issued);
            }
        }
    }
    for origin in holder.children_named("originInfo") {
        let text = |name: &str| origin.child(name).map(Element::text).unwrap_or_default();
        fill(record, Variable::Publisher, &text("publisher"));
        fill(record, Variable::Edition, &text("edition"));
        let mut places = origin.children_named("place").flat_map(|place| place.children_named("placeTerm"));
        if let Some(place) = places.find(|place| place.attribute("type") != Some("code")) {
            fill(record, Variable::PublisherPlace, &place.text());
        }
        for (element, variable) in [
            ("dateIssued", Variable::Issued),
            ("copyrightDate", Variable::Issued),
            ("dateCreated", Variable::Issued),
            ("dateValid", Variable::AvailableDate),
        ] {
            date(record, origin, element, variable);
        }
    }
    for id in holder.children_named("identifier") {
        let kind = case::to_lower(id.attribute("type").unwrap_or_default());
        let text = one_line(&id.text());
        match IDENTIFIERS.iter().find(|(name, _)| *name == kind) {
            Some((_, Variable::Doi)) => fill(record, Variable::Doi, identifier::doi(&text).unwrap_or(&text)),
            // `0201896834 (v. 1 : acid-free paper)`
            Some((_, variable @ (Variable::Isbn | Variable::Issn))) => {
                fill(record, *variable, text.split(" (").next().unwrap_or_default());
            }
            Some((_, variable)) => fill(record, *variable, &text),
            None if matches!(kind.as_str(), "uri" | "hdl" | "") => {
                identify(record, &text);
            }
            None => {}
        }
    }
    if let Some(physical) = holder.child("physicalDescription") {
        for extent in physical.children_named("extent") {
            let text = one_line(&extent.text());
            // `22 p.`, `xix, 650 p. : ill. ; 24 cm`
            let before =
                text.split(" p").next().filter(|before| before.len() < text.len()).unwrap_or_default();
            let digits = before.rsplit(' ').next().unwrap_or_default();
            let pages = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let (variable, text) =
                if pages { (Variable::NumberOfPages, digits) } else { (Variable::Dimensions, text.as_str()) };
            fill(record, variable, text);
        }
    }
    for part in holder.children_named("part") {
        for detail in part.children_named("detail") {
            let variable = match detail.attribute("type").unwrap_or_default() {
                "volume" => Variable::Volume,
                "issue" | "number" => Variable::Issue,
                "chapter" => Variable::ChapterNumber,
                "section" => Variable::Section,
                "report number" | "articlenumber" | "article number" => Variable::Number,
                _ => continue,
            };
            let number = detail.child("number").or_else(|| detail.child("caption")).map(Element::text);
            fill(record, variable, &number.unwrap_or_default());
        }
        for extent in part.children_named("extent") {
            let text = |name: &str| extent.child(name).map(|element| one_line(&element.text()));
            let pages = match (text("start"), text("end"), text("list")) {
                (Some(start), Some(end), _) if start != end => format!("{start}-{end}"),
                (Some(start), ..) => start,
                (None, _, list) => list.unwrap_or_default(),
            };
            fill(record, Variable::Page, &pages);
            fill(record, Variable::NumberOfPages, &text("total").unwrap_or_default());
        }
        date(record, part, "date", Variable::Issued);
    }
}

fn is_key_date(date: &Element<'_>) -> bool {
    date.attribute("keyDate") == Some("yes") && date.attribute("point") != Some("end")
}

/// A date, or two with `point="start"` and `point="end"`.
fn date(record: &mut Record, holder: &Element<'_>, element: &str, variable: Variable) {
    let find =
        |point: Option<&str>| holder.children_named(element).find(|date| date.attribute("point") == point);
    // `c1997` beside `1997` in an encoding.
    let encoded = || holder.children_named(element).find(|date| date.attribute("encoding").is_some());
    let keyed = || holder.children_named(element).find(|date| is_key_date(date));
    let Some(first) = keyed()
        .or_else(|| find(Some("start")))
        .or_else(encoded)
        .or_else(|| find(None))
        .filter(|_| !record.has(variable))
    else {
        return;
    };
    let text = first.text();
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let mut date = Date::parse_loose(text);
    date.end = date.end.or_else(|| find(Some("end")).and_then(|end| Date::parse(&end.text())?.start));
    date.circa |= first.attribute("qualifier").is_some();
    record.set_date(variable, date);
}

fn relate(record: &mut Record, related: &Element<'_>) {
    let name = related.child("titleInfo").map(title).unwrap_or_default();
    match related.attribute("type") {
        Some("host") => {
            fill(record, Variable::ContainerTitle, &name);
            let short = related
                .children_named("titleInfo")
                .find(|info| info.attribute("type") == Some("abbreviated"));
            fill(record, Variable::ContainerTitleShort, &short.map(title).unwrap_or_default());
            names(record, related, true);
            // The host's DOI and links are not the work's.
            let own = (
                record.text(Variable::Doi).map(str::to_owned),
                record.text(Variable::Url).map(str::to_owned),
            );
            item(record, related);
            record.set_text(Variable::Doi, own.0.unwrap_or_default());
            record.set_text(Variable::Url, own.1.unwrap_or_default());
            for series in related.children_named("relatedItem") {
                relate(record, series);
            }
        }
        Some("series") => {
            // Catalogues may have both in one text: `Lecture notes ; 12`.
            let (title, behind) = name.rsplit_once(" ; ").unwrap_or((&name, ""));
            fill(record, Variable::CollectionTitle, title);
            let number =
                related.child("titleInfo").and_then(|info| info.child("partNumber")).map(Element::text);
            fill(record, Variable::CollectionNumber, &number.unwrap_or_default());
            fill(record, Variable::CollectionNumber, fields::bare_number(behind));
        }
        Some("reviewOf") => fill(record, Variable::ReviewedTitle, &name),
        Some("otherVersion") => {
            let id = related.child("identifier").map(Element::text).unwrap_or_default();
            let doi = identifier::doi(&id).map(str::to_owned);
            record.portal.concept_doi = record.portal.concept_doi.take().or(doi);
        }
        _ => {}
    }
}
