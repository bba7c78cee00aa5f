//! An embedder's own table of practices and networks, for the register to be compared with.

use core::fmt;
use std::io::Read;

use super::{
    OdsError, Options, RefusedRow,
    cells::{shortened, shown},
    input::{Input, is_text},
    layout::header_key,
    lines::{Lines, Next},
    record::Record,
};
use crate::{
    code::{PcnCode, PracticeCode},
    network::OwnRow,
};

/// Which columns of a table hold what, by their headers.
///
/// # Examples
///
/// ```
/// use pcn::ods::OwnColumns;
///
/// let columns = OwnColumns::new("ods_code", "neighbourhood");
/// assert_eq!(columns.practice_name, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnColumns {
    /// The column of the practice's code.
    pub practice: String,
    /// The column of the network's code.
    pub network: String,
    /// The column of the practice's name, if there is one.
    pub practice_name: Option<String>,
    /// The column of the network's name, if there is one.
    pub network_name: Option<String>,
}

impl OwnColumns {
    /// The columns of the two codes.
    #[must_use]
    pub fn new(practice: impl Into<String>, network: impl Into<String>) -> Self {
        Self {
            practice: practice.into(),
            network: network.into(),
            practice_name: None,
            network_name: None,
        }
    }
}

/// A table as it was read.
///
/// # Meaning
///
/// Codes are kept as text: [`Register::reconcile`](crate::network::Register::reconcile) reads them
/// and reports those that cannot be read. The columns are those that are named or, if none are,
/// those whose headers are usual (`Practice Code`, `PCN`, ...) or whose values have the shape of
/// the codes.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, network::{Extent, Register}, ods::OwnTable};
///
/// let text = "GP,Surgery,PCN\nA81001,The Densham Surgery,U89141\n";
/// let table = OwnTable::read("ours.csv", text.as_bytes(), None)?;
/// assert_eq!(table.rows[0].pcn, "U89141");
///
/// let register = Register::builder().build();
/// let compared = register.reconcile(&table.rows, &Extent::NetworksNamed, day(2022, 4, 27));
/// assert_eq!(compared.agreed, 0);
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnTable {
    /// The rows, in the order of the file.
    pub rows: Vec<OwnRow>,
    /// The line on which each of them begins.
    pub lines: Vec<u64>,
    /// How many lines are no row of the table.
    pub refused: u64,
    /// The first of them, as many as the options say.
    pub refused_rows: Vec<RefusedRow>,
    /// The headers of the columns of practice and network, or their places from 1 where the file
    /// has no header.
    pub columns: [String; 2],
}

/// Why the columns of a table are not known.
///
/// # Examples
///
/// ```
/// use pcn::ods::{OdsError, OwnTable, TableFault};
///
/// let error = OwnTable::read("ours.csv", &b"who,where\nAshby,Stockton\n"[..], None).unwrap_err();
/// // Where the columns are not found by themselves, a program can ask for their names.
/// let OdsError::Table { fault, .. } = error else { panic!("of a table") };
/// assert!(matches!(fault, TableFault::NotFound { what: "practice", .. }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TableFault {
    /// The table has no line.
    Empty,
    /// It has no column of the name that was given.
    NoColumn {
        /// The name.
        name: Box<str>,
        /// The first line as it was found.
        begins: Box<str>,
    },
    /// No names were given, and neither a header nor the values tell the column.
    NotFound {
        /// Whose codes the column should hold: `practice` or `network`.
        what: &'static str,
        /// The first line as it was found.
        begins: Box<str>,
    },
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::NoColumn { name, begins } => {
                write!(f, "it has no column `{name}`; it begins with `{begins}`")
            }
            Self::NotFound { what, begins } => write!(
                f,
                "no column of {what} codes was found; name the columns, or call them `Practice \
                 Code` and `PCN Code`; it begins with `{begins}`"
            ),
        }
    }
}

const PRACTICE: &[&str] = &[
    "practice code",
    "practice",
    "gp practice code",
    "gp code",
    "gp",
    "prac code",
    "partner organisation code",
    "organisation code",
    "ods code",
];
const NETWORK: &[&str] = &["pcn code", "pcn", "network code", "network", "primary care network"];
const PRACTICE_NAME: &[&str] =
    &["practice name", "gp practice name", "partner name", "surgery", "organisation name"];
const NETWORK_NAME: &[&str] = &["pcn name", "network name", "primary care network name"];

/// Where the columns are.
struct Found {
    practice: usize,
    network: usize,
    practice_name: Option<usize>,
    network_name: Option<usize>,
    header: bool,
}

impl OwnTable {
    /// Reads a table.
    ///
    /// # Errors
    ///
    /// [`OdsError::Table`] if the file is empty or the columns are not found in it.
    pub fn read(
        file: &str,
        read: impl Read,
        columns: Option<&OwnColumns>,
    ) -> Result<Self, OdsError> {
        Self::read_with(file, read, columns, Options::default())
    }

    /// Reads a table with options of one's own.
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ods::{Options, OwnTable};
    ///
    /// let text = "practice,network\nA81001,U89141\n";
    /// let table = OwnTable::read_with("own.csv", text.as_bytes(), None, Options::default())?;
    /// assert_eq!(table.rows.len(), 1);
    /// # Ok::<(), pcn::ods::OdsError>(())
    /// ```
    pub fn read_with(
        file: &str,
        read: impl Read,
        columns: Option<&OwnColumns>,
        options: Options,
    ) -> Result<Self, OdsError> {
        let mut lines = Lines::new(Input::open(file, read, &options)?, &options);
        lines.peek(file)?;
        lines.pass_byte_order_mark();
        is_text(file, lines.peek(file)?.0)?;
        // The first records tell the columns; the header is one of them.
        let mut first: Vec<(u64, Record)> = Vec::new();
        let mut table = Self::default();
        while first.len() < 20 {
            let mut record = Record::default();
            let width = first.first().map(|(_, record)| record.len());
            match lines.next(&mut record, width, file)? {
                Next::End => break,
                Next::Record(line) if !record.is_blank() => first.push((line, record)),
                next => table.pass(file, next, &record, &options),
            }
        }
        let found = find(&first, columns).map_err(|fault| match separated(&first) {
            Some(found) => OdsError::Delimiter { file: file.into(), found },
            None => OdsError::Table { file: file.into(), fault },
        })?;
        let header = first.first().map(|(_, record)| record).filter(|_| found.header);
        let name = |at: usize| match header {
            Some(header) => header.get(at).trim().to_owned(),
            None => at.saturating_add(1).to_string(),
        };
        table.columns = [name(found.practice), name(found.network)];
        for (line, record) in first.iter().skip(usize::from(found.header)) {
            table.take(file, *line, record, &found, &options);
        }
        let width = first.first().map(|(_, record)| record.len());
        let mut record = Record::default();
        loop {
            match lines.next(&mut record, width, file)? {
                Next::End => return Ok(table),
                Next::Record(line) if !record.is_blank() => {
                    table.take(file, line, &record, &found, &options);
                }
                next => table.pass(file, next, &record, &options),
            }
        }
    }

    fn take(&mut self, file: &str, line: u64, record: &Record, found: &Found, options: &Options) {
        if record.len() <= found.practice.max(found.network) {
            let reason = format!("the row has {} fields, too few for its columns", record.len());
            return self.refuse(file, line, record.get(0), reason, options);
        }
        let text = |at: usize| record.get(at).to_owned();
        let name = |at: Option<usize>| at.map(text).filter(|name| !name.trim().is_empty());
        self.rows.push(OwnRow {
            practice: text(found.practice),
            pcn: text(found.network),
            practice_name: name(found.practice_name),
            pcn_name: name(found.network_name),
        });
        self.lines.push(line);
    }

    fn pass(&mut self, file: &str, next: Next, record: &Record, options: &Options) {
        match next {
            Next::Garbled(line, _) => {
                let reason = "the quotes of the line do not match".to_owned();
                self.refuse(file, line, record.get(0), reason, options);
            }
            Next::Oversized(line, length) => {
                self.refuse(file, line, "", format!("the line has {length} bytes"), options);
            }
            Next::Record(_) | Next::End => {}
        }
    }

    fn refuse(&mut self, file: &str, line: u64, value: &str, reason: String, options: &Options) {
        self.refused = self.refused.saturating_add(1);
        if self.refused_rows.len() < options.refused_kept {
            self.refused_rows.push(RefusedRow {
                file: file.into(),
                line,
                field: "row".into(),
                value: shortened(value).into(),
                reason: reason.into(),
            });
        }
    }
}

/// What separates the fields of a table whose lines are all of one field.
fn separated(first: &[(u64, Record)]) -> Option<&'static str> {
    let marks = [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];
    let all_hold = |mark: char| {
        first.len() > 1 && first.iter().all(|(_, one)| one.len() == 1 && one.get(0).contains(mark))
    };
    marks.into_iter().find(|(mark, _)| all_hold(*mark)).map(|(_, name)| name)
}

fn find(first: &[(u64, Record)], columns: Option<&OwnColumns>) -> Result<Found, TableFault> {
    let Some((_, header)) = first.first() else { return Err(TableFault::Empty) };
    let keys: Vec<String> = header.iter().map(header_key).collect();
    let begins = || shown(&header.iter().collect::<Vec<_>>().join(",")).into();
    let place =
        |names: &[&str]| names.iter().find_map(|name| keys.iter().position(|key| key == name));
    if let Some(columns) = columns {
        let named = |name: &str| {
            let as_written = header.iter().position(|cell| cell.trim() == name.trim());
            let wanted = Some(header_key(name)).filter(|wanted| !wanted.is_empty());
            let place =
                as_written.or_else(|| keys.iter().position(|key| Some(key) == wanted.as_ref()));
            place.ok_or_else(|| TableFault::NoColumn { name: name.into(), begins: begins() })
        };
        let optional = |name: &Option<String>| name.as_deref().map(named).transpose();
        return Ok(Found {
            practice: named(&columns.practice)?,
            network: named(&columns.network)?,
            practice_name: optional(&columns.practice_name)?,
            network_name: optional(&columns.network_name)?,
            header: true,
        });
    }
    let tidy = |text: &str| text.trim().to_ascii_uppercase();
    let is_practice = |text: &str| PracticeCode::try_new(&tidy(text)).is_ok();
    // The bare `U` is the sentinel of practices in no network.
    let is_network = |text: &str| tidy(text) == "U" || PcnCode::try_new(&tidy(text)).is_ok();
    let header = !first.first().is_some_and(|(_, record)| record.iter().any(is_practice));
    let rows = || first.iter().skip(usize::from(header)).map(|(_, record)| record);
    // The column of which most values have the shape; of several the first.
    let by_shape = |is: &dyn Fn(&str) -> bool| {
        let count = |at: usize| rows().filter(|record| is(record.get(at))).count();
        let best = (0..keys.len()).max_by_key(|at| (count(*at), core::cmp::Reverse(*at)))?;
        (count(best).saturating_mul(2) > rows().count()).then_some(best)
    };
    let missing = |what| TableFault::NotFound { what, begins: begins() };
    let practice = by_shape(&is_practice).or_else(|| place(PRACTICE).filter(|_| header));
    let network = by_shape(&is_network).or_else(|| place(NETWORK).filter(|_| header));
    let name = |names| place(names).filter(|_| header);
    Ok(Found {
        practice: practice.ok_or_else(|| missing("practice"))?,
        network: network.ok_or_else(|| missing("network"))?,
        practice_name: name(PRACTICE_NAME),
        network_name: name(NETWORK_NAME),
        header,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<OwnTable, OdsError> {
        OwnTable::read("t.csv", text.as_bytes(), None)
    }

    #[test]
    fn columns_are_found_by_their_values_or_their_headers() {
        let table = read("id,where,who\n1,U89141,a81001\n2,U,A81002\n").unwrap();
        assert_eq!(table.columns, ["who", "where"]);
        assert_eq!(table.rows[1], OwnRow::new("A81002", "U"));
        assert_eq!(table.lines, [2, 3]);
        let table = read("Practice,PCN,PCN name\nbad,worse,X\n").unwrap();
        assert_eq!(table.columns, ["Practice", "PCN"]);
        assert_eq!(table.rows[0].pcn_name.as_deref(), Some("X"));
        let table = read("A81001,U89141\n").unwrap();
        assert_eq!((table.rows.len(), table.columns[0].as_str()), (1, "1"));
    }

    #[test]
    fn named_columns_must_be_there() {
        let columns = OwnColumns::new("ods", "pcn");
        let text = "ODS,PCN\nA81001,U89141\n";
        assert!(OwnTable::read("t.csv", text.as_bytes(), Some(&columns)).is_ok());
        let error = OwnTable::read("t.csv", &b"gp,pcn\n"[..], Some(&columns)).unwrap_err();
        assert!(error.to_string().contains("no column `ods`"), "{error}");
        assert!(read("a,b\nc,d\n").unwrap_err().to_string().contains("practice codes"));
        assert!(read("").unwrap_err().to_string().contains("empty"));
        let fault = |text: &str, columns| match OwnTable::read("t.csv", text.as_bytes(), columns) {
            Err(OdsError::Table { fault, .. }) => fault,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault("", None), TableFault::Empty);
        assert!(matches!(fault("a,b\nc,d\n", None), TableFault::NotFound { what: "practice", .. }));
        let one = fault("a,b\nA81001,d\n", None);
        assert!(matches!(one, TableFault::NotFound { what: "network", .. }), "{one}");
        let begins = "gp,pcn".into();
        let missing = TableFault::NoColumn { name: "ods".into(), begins };
        assert_eq!(fault("gp,pcn\n", Some(&columns)), missing);
    }

    #[test]
    fn a_named_column_is_the_one_that_is_written_so_or_else_one_of_the_same_words() {
        let text = ",pcn.code,PCN code,#,Practice-Code\nx,U1,U2,A81002,A81001\n";
        let read = |practice: &str, network: &str| {
            let columns = OwnColumns::new(practice, network);
            OwnTable::read("t.csv", text.as_bytes(), Some(&columns)).map(|table| table.columns)
        };
        let found = |practice: &str, network: &str| read(practice, network).unwrap();
        assert_eq!(found("practice code", "PCN code"), ["Practice-Code", "PCN code"]);
        assert_eq!(found("#", "PCN Code"), ["#", "pcn.code"]);
        assert!(read("?", "PCN code").is_err(), "a mark alone is no name of an unnamed column");
    }

    #[test]
    fn another_separator_and_another_encoding_are_named() {
        for (text, found) in [
            ("Practice;Network\nA81001;U89141\n", "semicolons"),
            ("Practice\tNetwork\nA81001\tU89141\n", "tabs"),
            ("Practice|Network\nA81001|U89141\n", "vertical bars"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert_eq!(
                error,
                format!("t.csv: its fields are separated by {found}; expected commas")
            );
        }
        assert!(read("a;b\n").unwrap_err().to_string().contains("practice codes"));
        let units = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "Practice,Network\nA81001,U89141\n".encode_utf16().flat_map(bytes).collect()
        };
        let (little, big) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
        let marked = [[0xff, 0xfe].as_slice(), &little].concat();
        for wide in [marked, little, big] {
            let error = OwnTable::read("t.csv", wide.as_slice(), None).unwrap_err();
            assert!(error.to_string().contains("it is UTF-16"), "{error}");
        }
        let error = OwnTable::read("t.csv", [0_u8; 40].as_slice(), None).unwrap_err();
        assert!(error.to_string().contains("zero bytes"), "{error}");
    }

    #[test]
    fn a_broken_line_is_refused_and_the_next_is_kept() {
        let table = read("GP,PCN\nA81001\n\"A81002,U89141\nA81003,U89141\n").unwrap();
        assert_eq!((table.rows.len(), table.refused), (1, 2));
        assert_eq!(table.lines, [4]);
    }
}
