//! What every format that is read and written holds: the statement that round trips are tested by
//! and that the README shows. A field that is not listed may be lost, or come back as another.
//!
//! `fields`: CSL variables, `id`, and `concept-doi`. `name@a,b` holds for these types of work only,
//! `name@!a,b` for all but these, `name+other` only beside that other field, `a/b` one of the two.

/// What one format holds.
pub(crate) struct Holds {
    /// The format's id.
    pub id: &'static str,
    /// The types of work that come back as they are; `all`.
    pub types: &'static str,
    /// The fields that come back as they are.
    pub fields: &'static str,
    /// Of names: `particle`, `dropping` particle, `suffix`, `comma` in an organisation's name,
    /// `orcid`, `affiliation`, `corresponding`, `others`.
    pub names: &'static str,
    /// Of dates beyond the year: `month`, `day`, `season`, `range`, `open` range, `circa`, `bc`,
    /// `words`; `whole` dates only.
    pub dates: &'static str,
    /// Titles keep italics, bold, sub- and superscript.
    pub markup: bool,
}

/// The statement.
pub(crate) static HOLDS: &[Holds] = &[
    Holds {
        id: "bibtex",
        types: "all",
        fields: "id title title-short container-title container-title-short collection-title@article-journal,article-magazine,article-newspaper,review,review-book,periodical,report,patent,standard,bill,legislation,regulation,legal_case,hearing,treaty \
            collection-title/number@!article-journal,article-magazine,article-newspaper,review,review-book,periodical,report,patent,standard,bill,legislation,regulation,legal_case,hearing,treaty,paper-conference collection-title@paper-conference collection-number+collection-title number@article-journal,article-magazine,article-newspaper,review,review-book,periodical,report,patent,standard,bill,legislation,regulation,legal_case,hearing,treaty,paper-conference author editor translator issued accessed abstract keyword note DOI URL \
            language ISBN ISSN PMID PMCID volume issue page number-of-volumes chapter-number \
            part-number edition version genre status+issued publisher publisher-place event-title event-date event-place license \
            call-number archive archive_location source annote medium dimensions section original-title \
            original-date original-publisher original-publisher-place concept-doi director",
        names: "particle suffix comma others",
        dates: "month day season range open circa bc words",
        markup: true,
    },
    Holds {
        id: "biblatex",
        types: "all",
        fields: "id title title-short container-title container-title-short collection-title@article-journal,article-magazine,article-newspaper,review,review-book,periodical,report,patent,standard,bill,legislation,regulation,legal_case,hearing,treaty \
            collection-title/number@!article-journal,article-magazine,article-newspaper,review,review-book,periodical,report,patent,standard,bill,legislation,regulation,legal_case,hearing,treaty,paper-conference collection-title@paper-conference collection-number+collection-title number@article-journal,article-magazine,article-newspaper,review,review-book,periodical,report,patent,standard,bill,legislation,regulation,legal_case,hearing,treaty,paper-conference author editor translator issued accessed abstract keyword note DOI URL \
            language ISBN ISSN PMID PMCID volume issue page number-of-pages number-of-volumes chapter-number \
            part-number edition version genre status+issued publisher publisher-place event-title event-date event-place license \
            call-number archive archive_location source annote medium dimensions section original-title \
            original-date original-publisher original-publisher-place concept-doi director",
        names: "particle suffix comma others orcid corresponding",
        dates: "month day season range open circa bc words",
        markup: true,
    },
    Holds {
        id: "ris",
        types: "all",
        fields: "title title-short container-title@!book container-title-short+container-title collection-title collection-number author editor \
            collection-editor@!book,thesis collection-editor@book+author contributor@thesis translator issued accessed abstract keyword note DOI URL language PMID PMCID ISSN@article-journal,article-magazine,article-newspaper \
            ISBN@book,chapter,paper-conference,report,thesis volume issue number@!book page@!book,thesis,report,pamphlet number-of-pages@book,thesis,report,pamphlet number-of-volumes edition@!software,dataset version@software,dataset genre@!broadcast,collection,entry,event,interview,performance,regulation,review,review-book,speech,treaty publisher publisher-place \
            event-title event-date event-place call-number archive_location archive+archive_location source annote section original-title",
        names: "particle suffix comma others",
        dates: "month day season range open circa words",
        markup: false,
    },
    Holds {
        id: "csl-json",
        types: "all",
        fields: "id title title-short container-title container-title-short collection-title \
            collection-number author editor translator director issued accessed abstract keyword note DOI URL \
            language ISBN ISSN PMID PMCID volume issue number page number-of-pages number-of-volumes chapter-number \
            part-number edition version genre status+issued publisher publisher-place event-title event-date event-place license \
            call-number archive archive_location source annote medium dimensions section original-title jurisdiction \
            original-date original-publisher original-publisher-place concept-doi",
        names: "particle dropping suffix comma others orcid corresponding affiliation",
        dates: "month day season range open circa bc words",
        markup: true,
    },
    Holds {
        id: "csl-yaml",
        types: "all",
        fields: "id title title-short container-title container-title-short collection-title \
            collection-number author editor translator director issued accessed abstract keyword note DOI URL \
            language ISBN ISSN PMID PMCID volume issue number page number-of-pages number-of-volumes chapter-number \
            part-number edition version genre status+issued publisher publisher-place event-title event-date event-place license \
            call-number archive archive_location source annote medium dimensions section original-title jurisdiction \
            original-date original-publisher original-publisher-place concept-doi",
        names: "particle dropping suffix comma others orcid corresponding affiliation",
        dates: "month day season range open circa bc words",
        markup: true,
    },
    Holds {
        id: "endnote",
        types: "article-journal article-magazine article-newspaper article book chapter paper-conference thesis \
            report patent software dataset webpage post post-weblog motion_picture broadcast song graphic figure map \
            manuscript personal_communication interview pamphlet classic entry-dictionary entry-encyclopedia \
            periodical standard bill legal_case hearing legislation regulation document",
        fields: "id title title-short container-title@article-journal,article-magazine,article-newspaper,chapter,webpage,post-weblog collection-title author editor \
            translator collection-editor@!thesis contributor@thesis issued accessed abstract keyword note DOI URL language PMID PMCID volume \
            issue@article-journal,article-magazine,article-newspaper number@patent,report,article-journal,article-magazine,article-newspaper,paper-conference collection-number@book,chapter \
            page@!book,thesis,report,pamphlet number-of-pages@book,thesis,report,pamphlet number-of-volumes edition@!software,dataset version@software,dataset section publisher@!manuscript archive@manuscript \
            publisher-place@!paper-conference ISSN@article-journal/ISBN@book,chapter genre call-number source",
        names: "particle suffix comma",
        dates: "month day season range",
        markup: false,
    },
    Holds {
        id: "endnote-xml",
        types: "article-journal article-magazine article-newspaper article book chapter paper-conference thesis \
            report patent software dataset webpage post post-weblog motion_picture broadcast song graphic figure map \
            manuscript personal_communication interview pamphlet classic entry-dictionary entry-encyclopedia \
            periodical standard bill legal_case hearing legislation regulation document",
        fields: "id title title-short container-title@article-journal,article-magazine,article-newspaper,chapter,webpage,post-weblog collection-title author editor \
            translator collection-editor@!thesis contributor@thesis issued accessed abstract keyword note DOI URL language PMID PMCID volume \
            issue@article-journal,article-magazine,article-newspaper number@patent,report,article-journal,article-magazine,article-newspaper,paper-conference collection-number@book,chapter \
            page@!book,thesis,report,pamphlet number-of-pages@book,thesis,report,pamphlet number-of-volumes edition@!software,dataset version@software,dataset section publisher@!manuscript archive@manuscript \
            publisher-place@!paper-conference ISSN@article-journal/ISBN@book,chapter genre call-number source",
        names: "particle suffix comma",
        dates: "month day season range",
        markup: true,
    },
    Holds {
        id: "refworks",
        types: "article-journal article-magazine article-newspaper article periodical book chapter paper-conference thesis report patent \
            software webpage post-weblog motion_picture song musical_score graphic map manuscript \
            personal_communication bill legal_case hearing legislation document",
        fields: "id title title-short container-title@article-journal,article-magazine,article-newspaper,chapter,paper-conference,webpage collection-title author editor translator \
            collection-editor contributor issued accessed abstract keyword note DOI URL language volume \
            issue@article-journal,article-magazine,article-newspaper number@patent,report version@software \
            collection-number@book,chapter page@!book,thesis,report number-of-pages@book,thesis,report edition publisher publisher-place ISSN@article-journal/ISBN@book,chapter \
            genre call-number source",
        names: "particle suffix",
        dates: "month day season range circa",
        markup: false,
    },
    Holds {
        id: "medline",
        types: "all",
        fields: "title original-title container-title container-title-short collection-title author editor issued abstract keyword \
            DOI URL language PMID PMCID ISSN ISBN volume issue page edition publisher publisher-place",
        names: "particle suffix comma orcid affiliation",
        dates: "month day season range",
        markup: false,
    },
    Holds {
        id: "hayagriva",
        types: "all",
        fields: "id title title-short container-title@article-journal,article-newspaper,chapter author editor translator director+author issued accessed+URL abstract note DOI URL \
            language ISBN ISSN PMID PMCID volume@article-journal,book,chapter issue@article-journal number@patent,report page number-of-pages \
            number-of-volumes@book,chapter chapter-number edition@book,chapter version@software,dataset genre@report,thesis publisher \
            publisher-place event-title@paper-conference call-number archive archive_location",
        names: "particle suffix comma",
        dates: "month day",
        markup: false,
    },
    Holds {
        id: "cff",
        types: "software dataset",
        fields: "title author issued abstract keyword DOI URL version license concept-doi+DOI",
        names: "particle suffix comma orcid affiliation",
        dates: "whole",
        markup: false,
    },
    Holds {
        id: "datacite",
        types: "all",
        fields: "title title-short original-title author editor translator contributor issued abstract keyword note DOI URL language PMID \
            ISSN ISBN number version genre publisher license dimensions concept-doi \
            container-title@article-journal,chapter,paper-conference volume+container-title issue+container-title page+container-title",
        names: "particle suffix comma orcid affiliation others",
        dates: "month day season range open circa",
        markup: false,
    },
    Holds {
        id: "datacite-xml",
        types: "article-journal article book chapter paper-conference thesis report dataset software motion_picture song graphic collection event periodical review standard webpage document",
        fields: "title title-short original-title author editor translator contributor issued abstract keyword note DOI URL language PMID \
            ISSN ISBN number version genre publisher license dimensions concept-doi \
            container-title@article-journal,chapter,paper-conference volume+container-title issue+container-title page+container-title",
        names: "particle suffix comma orcid affiliation others",
        dates: "month day season range open circa",
        markup: false,
    },
    Holds {
        id: "json-ld",
        types: "all",
        fields: "id title title-short container-title@article-journal,chapter,paper-conference,post-weblog author editor translator director \
            issued abstract keyword DOI URL language ISBN ISSN PMID PMCID volume@article-journal,book,chapter issue@article-journal number page number-of-pages \
            edition version genre status+issued publisher publisher-place event-title@!event,article-journal event-date event-place license \
            medium dimensions archive archive_location+archive concept-doi",
        names: "particle suffix comma orcid affiliation",
        dates: "month day season range open circa bc",
        markup: false,
    },
    Holds {
        id: "dublin-core",
        types: "all",
        fields: "title title-short author issued abstract keyword DOI URL language ISBN ISSN PMID version publisher license number-of-pages \
            dimensions medium number@report,patent,standard concept-doi container-title@article-journal volume+container-title page+volume",
        names: "particle suffix",
        dates: "month day season range open circa bc words",
        markup: false,
    },
    Holds {
        id: "mods",
        types: "all",
        fields: "id title title-short original-title container-title container-title-short+container-title collection-title collection-number+collection-title author editor translator director \
            issued accessed+URL abstract keyword note DOI URL language ISBN ISSN PMID PMCID volume issue number page number-of-pages chapter-number \
            edition version genre publisher publisher-place event-title license dimensions concept-doi",
        names: "particle suffix comma orcid affiliation",
        dates: "month day season range open circa bc words",
        markup: false,
    },
    Holds {
        id: "coins",
        types: "article-journal book chapter paper-conference thesis patent report dataset software webpage",
        fields: "title container-title@article-journal,chapter author issued DOI URL ISBN ISSN PMID volume issue page edition collection-title publisher \
            publisher-place number-of-pages language",
        names: "particle suffix comma",
        dates: "month day season range circa",
        markup: false,
    },
    Holds {
        id: "csv",
        types: "all",
        fields: "id title title-short container-title container-title-short author editor translator issued accessed DOI URL \
            language volume issue page publisher publisher-place edition version genre event-title concept-doi",
        names: "particle",
        dates: "month day season range",
        markup: false,
    },
    Holds {
        id: "word",
        types: "article-journal article-magazine book chapter paper-conference report webpage document graphic performance \
            interview patent legal_case",
        fields: "title title-short container-title@article-journal,article-magazine,chapter,paper-conference,webpage,legal_case \
            author editor translator issued accessed note DOI URL volume issue page@!report edition version medium genre@!document publisher publisher-place \
            number@patent,legal_case,report ISBN@book,chapter ISSN@article-journal chapter-number number-of-volumes event-title+container-title",
        names: "particle suffix comma",
        dates: "month day",
        markup: false,
    },
];
