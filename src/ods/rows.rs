//! The reader that every kind of file shares.

use core::marker::PhantomData;
use std::io::Read;

use super::{
    DateFormat, DateFormatError, FileKind, Forgiven, Intake, OdsError, Options, RefusedRow,
    cells::{Cells, Fault, Texts, shortened, shown},
    input::{Input, is_text},
    layout::{self, Known, Places},
    lines::{Lines, Next},
    mend::{mend, needs_mending},
    record::{Garbled, Record},
    slips::Slips,
};

/// How many lines above a header are passed over.
const TITLES: usize = 5;
/// How many records at the beginning of a file tell what it is and how it writes dates.
const SAMPLE: usize = 64;
/// How many of them tell what it is.
const KNOWN_BY: usize = 16;

pub(super) mod sealed {
    use super::{Cells, Fault, FileKind, Texts};

    /// How a kind of file is read: the check of a row's codes, dates and numbers first, then the
    /// row that borrows its texts.
    pub trait Layout {
        const KIND: FileKind;
        /// The columns that hold dates.
        const DATES: &'static [usize];
        /// The columns that may be blank, in which a word such as `NA` stands for a blank.
        const BLANKS: &'static [usize];
        /// The columns of whole numbers that are kept as texts.
        const WHOLE: &'static [usize];
        /// What the check of a row gives.
        type Checked: Copy;
        /// The row.
        type Row<'r>;
        fn check(cells: &mut Cells<'_>) -> Result<Self::Checked, Fault>;
        fn row<'r>(checked: Self::Checked, texts: Texts<'r>) -> Self::Row<'r>;
    }
}
use sealed::Layout;

/// The rows of a file, one at a time. See [`NetworkFile`](super::NetworkFile),
/// [`PartnerFile`](super::PartnerFile), [`PracticeFile`](super::PracticeFile),
/// [`ListFile`](super::ListFile) and [`MapFile`](super::MapFile).
///
/// # Examples
///
/// ```
/// use pcn::ods::NetworkFile;
///
/// let text = "\
/// PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,Close Date,\
/// Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Postcode
/// U00000,NORTH QUAY PCN,99Z,NHS NORTH QUAY ICB - 99Z,20240401,,1 QUAY,,,QUAYTOWN,,QQ1 1QQ
/// A81001,NOT A NETWORK,99Z,NHS NORTH QUAY ICB - 99Z,20240401,,1 QUAY,,,QUAYTOWN,,QQ1 1QQ
/// ";
/// let mut file = NetworkFile::open("epcn.csv", text.as_bytes())?;
/// while let Some(row) = file.next_row()? {
///     assert_eq!((row.code.as_str(), row.name, row.line), ("U00000", "NORTH QUAY PCN", 2));
/// }
/// let intake = file.into_intake();
/// assert_eq!((intake.rows, intake.accepted, intake.refused), (2, 1, 1));
/// assert_eq!(&*intake.refused_rows[0].field, "PCN Code");
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
pub struct Rows<R, L> {
    lines: Lines<Input<R>>,
    record: Record,
    places: Places,
    /// The header's cells, if there is one.
    header: Vec<Box<str>>,
    dates: DateFormat,
    options: Options,
    intake: Intake,
    /// What is forgiven in the row that is being read.
    slips: Slips,
    /// Whether the file is known to have cells that are mended before a row is read.
    mends: bool,
    layout: PhantomData<L>,
}

impl<R, L> core::fmt::Debug for Rows<R, L> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Rows").field("intake", &self.intake).finish_non_exhaustive()
    }
}

impl<R: Read, L: Layout> Rows<R, L> {
    /// Opens a file, plain or in its container, and knows it by its first rows. `file` is the name
    /// under which refusals and findings report it.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if the file is empty, of another kind, separated by something other than
    /// commas, not a text, or if no one format of dates can be chosen.
    pub fn open(file: &str, read: R) -> Result<Self, OdsError> {
        Self::open_with(file, read, Options::default())
    }

    /// Opens a file with options of one's own.
    ///
    /// # Errors
    ///
    /// As for [`open`](Self::open).
    pub fn open_with(file: &str, read: R, options: Options) -> Result<Self, OdsError> {
        let input = Input::open(file, read, &options)?;
        let mut lines = Lines::new(input, &options);
        let mut intake = Intake::new(file, L::KIND);
        lines.peek(file)?;
        if lines.pass_byte_order_mark() {
            intake.forgive(Forgiven::ByteOrderMark);
        }
        let (window, whole) = lines.peek(file)?;
        is_text(file, window)?;
        let sample = sample(window, whole, &options, file)?;
        if lines.ends_in_carriage_returns() {
            intake.forgive(Forgiven::CarriageReturn);
        }
        if sample.is_empty() && whole {
            return Err(OdsError::Empty { file: file.into(), expected: L::KIND });
        }
        let titles = titles(L::KIND, &sample);
        let sample = sample.get(titles..).unwrap_or_default();
        let (places, header) = known(file, L::KIND, sample)?;
        let above = header != Above::Rows;
        let dates = match (first_dates::<L>(sample, &places, above), options.dates) {
            (Ok(Some(format)), _) | (Ok(None) | Err(_), Some(format)) => Some(format),
            (Ok(None), None) => None,
            (Err(fault), None) => return Err(OdsError::Dates { file: file.into(), fault }),
        };
        intake.dates = dates;
        intake.header = header == Above::Header;
        let rows = sample.iter().skip(usize::from(above));
        let mends = !options.strict && rows.into_iter().any(|row| needs_mending::<L>(row, &places));
        let mut record = Record::default();
        let mut cells = Vec::new();
        if header == Above::OtherHeader {
            intake.forgive(Forgiven::OtherHeader);
        }
        if above {
            let titles = u64::try_from(titles).unwrap_or(0);
            let passed = lines.header(&mut record, titles, file)?.unwrap_or(0);
            cells.extend(record.iter().map(Box::from));
            intake.forgive_times(Forgiven::BlankLine, passed);
            intake.forgive_times(Forgiven::TitleLine, titles);
            let uneven = |cell: &&str| cell.trim() != *cell || cell.contains(['\n', '\r']);
            let count = record.iter().filter(uneven).count();
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            intake.forgive_times(Forgiven::HeaderSpace, count);
            if whole && sample.len() == 1 {
                return Err(OdsError::HeaderOnly { file: file.into(), expected: L::KIND });
            }
        }
        Ok(Self {
            lines,
            record,
            places,
            header: cells,
            dates: dates.unwrap_or(DateFormat::Compact),
            options,
            intake,
            slips: Slips::default(),
            mends,
            layout: PhantomData,
        })
    }

    /// The next row that can be taken; `None` at the end. Rows that cannot be taken are refused,
    /// counted and passed over.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if the file cannot be read on, or is larger than the options allow.
    pub fn next_row(&mut self) -> Result<Option<L::Row<'_>>, OdsError> {
        let (checked, line) = loop {
            let wanted = Some(self.places.width);
            let next = self.lines.next(&mut self.record, wanted, &self.intake.file)?;
            let (line, checked) = match next {
                Next::End => return Ok(None),
                Next::Record(_) if self.record.is_blank() => {
                    self.intake.forgive(Forgiven::BlankLine);
                    continue;
                }
                Next::Record(line) => (line, self.check(line)),
                Next::Garbled(line, garbled) => (line, Err(garbled_fault(&self.record, garbled))),
                Next::Oversized(line, length) => {
                    let limit = self.options.record_bytes;
                    let reason =
                        format!("the row has {length} bytes; a row may have {limit} bytes");
                    (line, Err(Fault { field: "row", value: "".into(), reason }))
                }
            };
            if checked.is_err() && self.is_header_again() {
                self.intake.forgive(Forgiven::RepeatedHeader);
                continue;
            }
            self.intake.rows = self.intake.rows.saturating_add(1);
            match checked {
                Ok(checked) => break (checked, line),
                Err(fault) => self.refuse(line, fault),
            }
        };
        self.intake.accepted = self.intake.accepted.saturating_add(1);
        let texts = Texts { record: &self.record, places: &self.places, line };
        Ok(Some(L::row(checked, texts)))
    }

    fn check(&mut self, line: u64) -> Result<L::Checked, Fault> {
        let (width, wanted) = (self.record.len(), self.places.width);
        if width < self.places.least || width > wanted {
            let extra_is_blank =
                width > wanted && self.record.iter().skip(wanted).all(|field| field.is_empty());
            if !extra_is_blank {
                let value = self.record.iter().collect::<Vec<_>>().join(",");
                let whose = if self.intake.header {
                    "the header has"
                } else {
                    "the rows of this file have"
                };
                let reason = format!("the row has {width} fields; {whose} {wanted}");
                return Err(Fault { field: "row", value: value.into(), reason });
            }
            self.intake.forgive(Forgiven::ExtraEmptyFields);
        }
        if self.record.transcoded {
            self.intake.forgive(Forgiven::Windows1252);
        }
        if self.mends {
            mend::<L>(&mut self.record, &self.places, &mut self.slips);
            return self.look(line);
        }
        match self.look(line) {
            Err(fault) if !self.options.strict => self.look_again(line, fault),
            checked => checked,
        }
    }

    /// Reads the row as it stands. What is forgiven is counted if the row is taken.
    #[inline]
    fn look(&mut self, line: u64) -> Result<L::Checked, Fault> {
        let unallocated = self.intake.unallocated;
        let checked = L::check(&mut Cells {
            texts: Texts { record: &self.record, places: &self.places, line },
            kind: L::KIND,
            dates: self.dates,
            strict: self.options.strict,
            slips: &mut self.slips,
            intake: &mut self.intake,
        });
        if checked.is_err() {
            self.intake.unallocated = unallocated;
        }
        if self.slips.any() {
            self.count_slips(checked.is_ok());
        }
        checked
    }

    #[cold]
    fn count_slips(&mut self, taken: bool) {
        let slips = core::mem::take(&mut self.slips);
        for (what, times) in slips.iter().filter(|_| taken) {
            self.intake.forgive_times(what, times);
        }
    }

    /// Mends a row that cannot be taken as it stands and reads it again. If that helps, the rows
    /// after it are mended from the first.
    #[cold]
    fn look_again(&mut self, line: u64, fault: Fault) -> Result<L::Checked, Fault> {
        mend::<L>(&mut self.record, &self.places, &mut self.slips);
        if !self.slips.any() {
            return Err(fault);
        }
        let checked = self.look(line);
        self.mends = checked.is_ok();
        checked
    }

    /// Whether a record that is no row is the header once more.
    #[cold]
    fn is_header_again(&self) -> bool {
        !self.options.strict
            && self.record.len() == self.header.len()
            && self.record.iter().eq(self.header.iter().map(|cell| &**cell))
    }

    #[cold]
    fn refuse(&mut self, line: u64, fault: Fault) {
        self.intake.refused = self.intake.refused.saturating_add(1);
        if self.intake.refused_rows.len() < self.options.refused_kept {
            self.intake.refused_rows.push(RefusedRow {
                file: self.intake.file.clone(),
                line,
                field: fault.field.into(),
                value: shortened(&fault.value).into(),
                reason: fault.reason.into(),
            });
        }
    }

    /// What became of the rows so far.
    #[must_use]
    pub const fn intake(&self) -> &Intake {
        &self.intake
    }

    #[cfg(feature = "xlsx")]
    pub(super) const fn intake_mut(&mut self) -> &mut Intake {
        &mut self.intake
    }

    /// The sum of what is counted by place, over the columns that are known.
    #[cfg(feature = "xlsx")]
    pub(super) fn of_columns(&self, counts: &[u64]) -> u64 {
        let counted = self.places.places.iter().filter_map(|place| counts.get(*place));
        counted.fold(0, |sum, count| sum.saturating_add(*count))
    }

    /// What became of the rows.
    #[must_use]
    pub fn into_intake(self) -> Intake {
        self.intake
    }

    /// Reads the file to its end, giving each row to `take`, and says what became of the rows.
    ///
    /// # Errors
    ///
    /// As for [`next_row`](Self::next_row).
    pub fn for_each(mut self, mut take: impl FnMut(L::Row<'_>)) -> Result<Intake, OdsError> {
        while let Some(row) = self.next_row()? {
            take(row);
        }
        Ok(self.intake)
    }
}

fn garbled_fault(record: &Record, garbled: Garbled) -> Fault {
    let reason = match garbled {
        Garbled::Open => "a quote is opened on this line and not closed",
        Garbled::AfterQuote => "a text follows the closing quote of a field",
    };
    Fault { field: "row", value: record.get(0).into(), reason: reason.to_owned() }
}

/// The first records of a file that are not blank.
fn sample(
    window: &[u8],
    whole: bool,
    options: &Options,
    file: &str,
) -> Result<Vec<Record>, OdsError> {
    // The last line of the window may go on behind it.
    let last = memchr::memrchr(b'\n', window).or_else(|| memchr::memrchr(b'\r', window));
    let end = if whole { window.len() } else { last.unwrap_or(window.len()) };
    let mut lines = Lines::new(window.get(..end).unwrap_or_default(), options);
    lines.peek(file)?;
    let mut sample: Vec<Record> = Vec::new();
    while sample.len() < SAMPLE {
        let mut record = Record::default();
        // Of a title above the header nothing is known of the rows.
        let wanted = sample.iter().map(Record::len).find(|length| *length > 2);
        match lines.next(&mut record, wanted, file)? {
            Next::End => break,
            Next::Record(_) if record.is_blank() => {}
            Next::Oversized(..) => {}
            Next::Record(_) | Next::Garbled(..) => sample.push(record),
        }
    }
    Ok(sample)
}

/// The records that tell what a file is.
fn telling(sample: &[Record]) -> &[Record] {
    sample.get(..KNOWN_BY).unwrap_or(sample)
}

/// How many lines stand above a header, such as a title or `sep=,`: no rows, because they have too few
/// cells for one, and below them is the header of this kind of file.
fn titles(kind: FileKind, sample: &[Record]) -> usize {
    let is_title =
        |record: &Record| record.iter().filter(|cell| !cell.trim().is_empty()).count() < 3;
    (1..=TITLES)
        .take_while(|at| sample.get(at.saturating_sub(1)).is_some_and(is_title))
        .find(|at| {
            let below = telling(sample.get(*at..).unwrap_or_default());
            matches!(layout::know(kind, below), Known::Header(_))
        })
        .unwrap_or(0)
}

/// What stands above the rows of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    /// The header of its kind.
    Header,
    /// A header of other names.
    OtherHeader,
    /// Nothing.
    Rows,
}

fn known(file: &str, kind: FileKind, sample: &[Record]) -> Result<(Places, Above), OdsError> {
    let first = telling(sample);
    let found = || {
        let cells: Vec<&str> = first.iter().take(1).flat_map(Record::iter).collect();
        shown(&cells.join(",")).into()
    };
    let file: Box<str> = file.into();
    match layout::know(kind, first) {
        Known::Header(places) => Ok((places, Above::Header)),
        Known::Rows(places, true) => Ok((places, Above::OtherHeader)),
        Known::Rows(places, false) => Ok((places, Above::Rows)),
        Known::Other(other) => Err(OdsError::OtherKind { file, expected: kind, found: other }),
        Known::Missing(_) | Known::Unknown if first.first().is_some_and(is_by_residence) => {
            Err(OdsError::ByResidence { file, expected: kind })
        }
        Known::Missing(columns) => {
            Err(OdsError::MissingColumn { file, expected: kind, columns, found: found() })
        }
        Known::Unknown => match delimiter(first) {
            Some(found) => Err(OdsError::Delimiter { file, found }),
            None => Err(OdsError::UnknownKind { file, expected: kind, found: found() }),
        },
    }
}

/// Whether a header is that of the list sizes by area of residence.
fn is_by_residence(header: &Record) -> bool {
    header.iter().any(|cell| layout::header_key(cell) == "lsoa code")
}

/// What separates the fields of a file whose first lines hold too few commas.
pub(crate) fn delimiter(first: &[Record]) -> Option<&'static str> {
    let narrow = first.first().is_some_and(|record| record.len() < 3);
    let counts = |mark: char| {
        first.iter().any(|record| record.iter().any(|field| field.matches(mark).count() > 2))
    };
    let delimiters = [(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")];
    let found = delimiters.into_iter().find(|(mark, _)| narrow && counts(*mark));
    found.map(|(_, name)| name)
}

fn first_dates<L: Layout>(
    sample: &[Record],
    places: &Places,
    header: bool,
) -> Result<Option<DateFormat>, DateFormatError> {
    let rows = sample.iter().skip(usize::from(header));
    let rows = rows.filter(|record| (places.least..=places.width).contains(&record.len()));
    let columns = L::DATES.iter().filter_map(|column| places.places.get(*column).copied());
    let columns: Vec<usize> = columns.collect();
    DateFormat::choose(rows.flat_map(|record| columns.iter().map(|place| record.get(*place))))
}
