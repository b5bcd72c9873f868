//! A person's or an organisation's name, with the parts that CSL-JSON gives it.

/// A name. A person has a family name, an organisation (or somebody known by one undivided name)
/// a `literal`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Name {
    /// `Beethoven`
    pub family: Option<String>,
    /// `Ludwig`
    pub given: Option<String>,
    /// A particle that goes when only the family name is shown: the `van` of `Ludwig van Beethoven`.
    pub dropping_particle: Option<String>,
    /// A particle that stays with the family name: the `de` of `Alfred de Musset`.
    pub non_dropping_particle: Option<String>,
    /// `Jr.`, `III`
    pub suffix: Option<String>,
    /// An organisation's, or an undivided, name.
    pub literal: Option<String>,
    /// A comma goes before the suffix (`Doe, Jr.`).
    pub comma_suffix: bool,
    /// The family name always comes first, as in Chinese and Hungarian names.
    pub static_ordering: bool,
    /// The bare ORCID iD, `0000-0002-1825-0097`.
    pub orcid: Option<String>,
    /// Marked as the corresponding author.
    pub corresponding: bool,
    /// Where the person works, one entry an institution.
    pub affiliations: Vec<String>,
}

impl Name {
    /// A person by family and given name; an empty part is left out.
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        let part = |text: String| (!text.trim().is_empty()).then_some(text);
        Self { family: part(family.into()), given: part(given.into()), ..Self::default() }
    }

    /// An organisation, or a name that must not be taken apart.
    pub fn literal(name: impl Into<String>) -> Self {
        Self { literal: Some(name.into()), ..Self::default() }
    }

    /// Whether this stands for "and others" at the end of a shortened list.
    pub fn is_others(&self) -> bool {
        self.literal.as_deref() == Some("others") && self.family.is_none()
    }

    /// Whether no part of the name is given.
    pub fn is_empty(&self) -> bool {
        self.family.is_none() && self.given.is_none() && self.literal.is_none()
    }

    /// The name as it is said: `Ludwig van Beethoven`, `Martin Luther King Jr.`, `MONAI Consortium`.
    pub fn full(&self) -> String {
        if let Some(literal) = &self.literal {
            return literal.clone();
        }
        let family = [&self.dropping_particle, &self.non_dropping_particle, &self.family];
        let mut full = String::new();
        let mut add = |part: &str, separator: &str| {
            if !part.is_empty() {
                let joined = full.is_empty() || full.ends_with(['\'', '’', '-']);
                full.push_str(if joined { "" } else { separator });
                full.push_str(part);
            }
        };
        let given = self.given.as_deref().unwrap_or_default();
        if self.static_ordering {
            family.into_iter().flatten().for_each(|part| add(part, " "));
            add(given, " ");
        } else {
            add(given, " ");
            family.into_iter().flatten().for_each(|part| add(part, " "));
        }
        add(self.suffix.as_deref().unwrap_or_default(), if self.comma_suffix { ", " } else { " " });
        full
    }
}
