bibentry(
  bibtype = "Article",
  key = "procter2022",
  title = "Theorising worker–client relations in front‐line service work",
  author = c(person(given = "Stephen", family = "Procter"),
             person(given = "Deborah", family = "Harrison"),
             person(given = "Pauline", family = "Pearson"),
             person(given = "Claire", family = "Dickinson")),
  year = "2022",
  month = "3",
  journal = "New Technology, Work and Employment",
  volume = "37",
  number = "1",
  issn = "0268-1072",
  pages = "124--145"
)

bibentry(
  bibtype = "Article",
  key = "watson1953",
  title = "Molecular structure of nucleic acids: a structure for deoxyribose nucleic acid",
  author = c(person(given = "J. D.", family = "Watson"),
             person(given = "F. H. C.", family = "Crick")),
  year = "1953",
  month = "4",
  journal = "Nature",
  volume = "171",
  number = "4356",
  issn = "0028-0836",
  pages = "737--738",
  doi = "10.1038/171737a0"
)

bibentry(
  bibtype = "Article",
  key = "gogh2020",
  title = "Particles, suffixes and H2O",
  author = c(person(given = "Vincent", family = "van Gogh", comment = c(ORCID = "0000-0002-1825-0097")),
             person(given = "Martin Luther", family = "King, Jr."),
             person(given = "J. de", family = "Vries"),
             person("MONAI Consortium"),
             person("Plato"),
             person(given = "Ana-Maria", family = "de Souza-Brown")),
  year = "2020",
  month = "5",
  journal = "Journal of Names",
  volume = "3",
  pages = "e12"
)

bibentry(
  bibtype = "Book",
  key = "knuth1984",
  title = "The TeXbook",
  author = person(given = "Donald E.", family = "Knuth"),
  year = "1984",
  edition = "2nd",
  series = "Computers and Typesetting",
  publisher = "Addison-Wesley",
  address = "Reading, MA",
  isbn = "978-0-201-13447-6"
)

bibentry(
  bibtype = "Book",
  key = "edited2001",
  title = "Handbook of Everything",
  editor = c(person(given = "Jane", family = "Smith"),
             person(given = "Tom", family = "Jones")),
  year = "2001",
  publisher = "Elsevier"
)

bibentry(
  bibtype = "InCollection",
  key = "chapter2010",
  title = "On citations",
  author = person(given = "Jörg", family = "Müller"),
  editor = person(given = "Jane", family = "Smith"),
  year = "2010",
  booktitle = "The Book of References",
  edition = "3rd",
  series = "Lecture Notes",
  publisher = "Springer",
  address = "Berlin",
  isbn = "9783540123456",
  pages = "11--29"
)

bibentry(
  bibtype = "InProceedings",
  key = "paper2025",
  title = "Hierarchical prefetching",
  author = c(person(given = "Tingji", family = "Zhang"),
             person(given = "Boris", family = "Grot")),
  year = "2025",
  month = "3",
  booktitle = "Proceedings of the 30th ASPLOS",
  volume = "2",
  publisher = "ACM",
  pages = "529--544",
  doi = "10.1145/3676641.3716260"
)

bibentry(
  bibtype = "PhdThesis",
  key = "thesis2018",
  title = "Psychotropic medications and the developing brain",
  author = person(given = "M. M.", family = "Solleveld"),
  year = "2018",
  school = "Universiteit van Amsterdam",
  type = "PhD thesis",
  url = "https://example.org/thesis/1"
)

bibentry(
  bibtype = "TechReport",
  key = "report2014",
  title = "Developments of the offshore wind turbine wake model Fuga",
  author = c(person(given = "S.", family = "Ott"),
             person(given = "M.", family = "Nielsen")),
  year = "2014",
  number = "E-0046",
  institution = "DTU Wind Energy"
)

bibentry(
  bibtype = "Misc",
  key = "data2023",
  title = "Ocean temperatures 1990–2020",
  author = person("Ocean Data Group"),
  year = "2023",
  month = "11",
  howpublished = "Zenodo",
  note = "Version 2.1",
  doi = "10.5281/zenodo.1234567"
)

bibentry(
  bibtype = "Misc",
  key = "soft2021",
  title = "citation-tool",
  author = person(given = "Jane", family = "Doe"),
  year = "2021",
  month = "6",
  note = "Version 1.4.0",
  url = "https://github.com/doe/citation-tool"
)

bibentry(
  bibtype = "Misc",
  key = "preprint2022",
  title = "A preprint about something",
  author = person(given = "Wei", family = "Li"),
  year = "2022",
  month = "1",
  number = "2201.00001",
  howpublished = "arXiv",
  url = "https://arxiv.org/abs/2201.00001"
)

bibentry(
  bibtype = "Misc",
  key = "patent2019",
  title = "Unmanned aerial vehicle",
  author = person(given = "Christophe", family = "De Wagter"),
  year = "2019",
  month = "6",
  number = "WO2019123456"
)

bibentry(
  bibtype = "Misc",
  key = "web2024",
  title = "How to cite",
  author = person("Example, Inc."),
  year = "2024",
  howpublished = "Example Site",
  url = "https://example.org/how?a=1&b=2_c"
)

bibentry(
  bibtype = "Article",
  key = "news2020",
  title = "News of the day",
  author = person(given = "Pat", family = "O’Brien"),
  year = "2020",
  month = "12",
  journal = "The Guardian",
  pages = "3"
)

bibentry(
  bibtype = "Article",
  key = "mag2019",
  title = "Magazine piece",
  author = person(given = "Rita", family = "Roe"),
  year = "2019",
  month = "4",
  journal = "Wired",
  volume = "27",
  number = "4"
)

bibentry(
  bibtype = "InCollection",
  key = "ency2005",
  title = "Citation",
  author = person(given = "J.", family = "Wales"),
  year = "2005",
  booktitle = "Encyclopedia of Things",
  publisher = "Big Press",
  pages = "100--101"
)

bibentry(
  bibtype = "Misc",
  key = "film1972",
  title = "A Film",
  author = person(given = "Andrei", family = "Tarkovsky"),
  year = "1972",
  howpublished = "Mosfilm"
)

bibentry(
  bibtype = "Misc",
  key = "song1969",
  title = "A Song",
  author = person(given = "David", family = "Bowie"),
  year = "1969",
  howpublished = "Philips"
)

bibentry(
  bibtype = "Misc",
  key = "map1890",
  title = "Map of London",
  author = person(given = "Edward", family = "Stanford"),
  year = "1890",
  howpublished = "Stanford’s",
  address = "London"
)

bibentry(
  bibtype = "Misc",
  key = "speech2016",
  title = "A talk",
  author = person(given = "Sam", family = "Speaker"),
  year = "2016",
  month = "9"
)

bibentry(
  bibtype = "Misc",
  key = "manu1850",
  title = "Letters and notes",
  author = person(given = "Charles", family = "Darwin"),
  year = "1850"
)

bibentry(
  bibtype = "Misc",
  key = "blog2021",
  title = "A blog post",
  author = person(given = "B.", family = "Blogger"),
  year = "2021",
  month = "2",
  howpublished = "The Blog",
  url = "https://blog.example.org/1"
)

bibentry(
  bibtype = "Misc",
  key = "std2018",
  title = "Information processing",
  author = person("ISO"),
  year = "2018",
  number = "ISO 690",
  howpublished = "ISO"
)

bibentry(
  bibtype = "Misc",
  key = "case1954",
  title = "Brown v. Board of Education",
  year = "1954",
  howpublished = "U.S.",
  volume = "347",
  pages = "483"
)

bibentry(
  bibtype = "Misc",
  key = "law1990",
  title = "Clean Air Act",
  year = "1990"
)

bibentry(
  bibtype = "Book",
  key = "arabic2015",
  title = "مقدمة في علم الاقتباس",
  author = person(given = "محمد", family = "الخوارزمي"),
  year = "2015",
  publisher = "دار النشر"
)

bibentry(
  bibtype = "Article",
  key = "chinese2012",
  title = "引文分析研究",
  author = c(person("王小明"),
             person(given = "华", family = "李")),
  year = "2012",
  journal = "图书情报工作",
  volume = "56",
  number = "4",
  pages = "5--9"
)

bibentry(
  bibtype = "Article",
  key = "season2019",
  title = "A seasonal issue",
  author = person(given = "W.", family = "Winter"),
  year = "2019",
  journal = "Quarterly",
  number = "2"
)

bibentry(
  bibtype = "Misc",
  key = "range2010",
  title = "A periodical",
  year = "2010",
  howpublished = "Press"
)
