//! From the rows of several files to one register.

use std::{
    collections::{BTreeMap, hash_map::Entry},
    io::Read,
    sync::Arc,
};

use chrono::NaiveDate;

use super::{
    Intake, ListFile, ListOwner, MapFile, NetworkFile, OdsError, PartnerFile, PracticeFile, rules,
};
use crate::{
    calendar::Period,
    code::{CodeMap, PcnCode, PracticeCode, SubIcbCode},
    finding::{Finding, Report, Rule, Subject},
    network::{
        Membership, Pcn, Practice, PracticeStatus, Provenance, Register, RegisterBuilder, Setting,
    },
    quantity::{Patients, PatientsOn},
};

/// Puts the files of the Organisation Data Service together into one register.
///
/// # Meaning
///
/// Give the two ePCN sheets, or the map alone. The practices file and the list sizes may be added
/// to either. A register of the ePCN sheets answers for every day; one of the map alone speaks for
/// the day of the map and claims nothing before or after it.
///
/// Rows that cannot be used and rows that contradict each other become findings of the files
/// ([`Assembled::findings`]); what the register itself says that is amiss is told by
/// [`Register::check`].
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, ods::{Assembler, NetworkFile, PartnerFile}};
///
/// let networks = "U89141,STOCKTON PCN,16C,NHS TEES VALLEY CCG,20191001,,1 ROAD,,,TOWN,,TS18 1HU\n";
/// let partners = "A81001,THE DENSHAM SURGERY,16C,NHS TEES VALLEY CCG,U89141,STOCKTON PCN,16C,\
///                 NHS TEES VALLEY CCG,20191001,20200331,TRUE\n";
///
/// let mut files = Assembler::new();
/// files.networks(NetworkFile::open("epcn.csv", networks.as_bytes())?)?;
/// files.partners(PartnerFile::open("partners.csv", partners.as_bytes())?)?;
/// let assembled = files.finish();
///
/// let network = "U89141".parse()?;
/// assert_eq!(assembled.register.members_on(network, day(2020, 3, 31)).count(), 1);
/// assert_eq!(assembled.register.members_on(network, day(2020, 4, 1)).count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Assembler {
    builder: RegisterBuilder,
    intakes: Vec<Intake>,
    findings: Report,
    details: BTreeMap<PcnCode, NetworkDetail>,
    /// The row of each practice that describes it: the first one.
    partners: CodeMap<PracticeCode, usize>,
    named_by_partners: CodeMap<PcnCode, NamedNetwork>,
    lead_names: Names,
    parent_names: Names,
    newest_start: Option<NaiveDate>,
}

/// What the ePCN sheet of networks says of a network beyond what a register holds.
///
/// # Examples
///
/// ```
/// use pcn::ods::NetworkDetail;
///
/// let lines = ["1 ROAD", "", "", "TOWN", ""].map(Into::into);
/// let detail = NetworkDetail { address: lines };
/// assert_eq!(&*detail.address[3], "TOWN");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkDetail {
    /// The five lines of its address, as the file holds them.
    pub address: [Box<str>; 5],
}

/// The first name that the rows give each commissioner.
#[derive(Clone, Debug, Default)]
struct Names {
    by_code: BTreeMap<SubIcbCode, Box<str>>,
    /// The files go by commissioner, so a row mostly names the one that the row before named.
    last: Option<SubIcbCode>,
}

impl Names {
    fn note(&mut self, code: Option<SubIcbCode>, name: &str) {
        let Some(named) = code.filter(|_| code != self.last && !name.is_empty()) else { return };
        self.by_code.entry(named).or_insert_with(|| name.into());
        self.last = code;
    }
}

#[derive(Clone, Debug)]
struct NamedNetwork {
    name: Box<str>,
    commissioner: Option<SubIcbCode>,
    place: Provenance,
}

/// A register and what is to be said of the files it came from.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, ods::{Assembler, MapFile}};
///
/// let map = "GP_PRAC_PAT_LIST,01Jan2022,Q10007,ABBOT SURGERY,ZZ1 1AA,U97001,EASTMERE PCN,,96X,,,\
///            QHM,,,Y63,";
/// let mut files = Assembler::new();
/// files.map(MapFile::open("map.csv", map.as_bytes())?)?;
/// let assembled = files.finish();
///
/// assert_eq!(assembled.newest_day(), Some(day(2022, 1, 1)));
/// assert!(!assembled.register.claims_on(day(2022, 1, 2)));
/// assert_eq!(assembled.intakes[0].accepted, 1);
/// assert!(assembled.findings.is_empty());
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Assembled {
    /// The register.
    pub register: Register,
    /// What became of each file's rows, in the order in which the files were given.
    pub intakes: Vec<Intake>,
    /// What the files themselves say that does not hang together.
    pub findings: Report,
    /// The addresses of the networks, for writing the sheet back.
    pub details: BTreeMap<PcnCode, NetworkDetail>,
    /// The commissioners' names as the networks' leads. The sheets do not always agree on a name.
    pub lead_names: BTreeMap<SubIcbCode, Box<str>>,
    /// The commissioners' names as the practices' own.
    pub parent_names: BTreeMap<SubIcbCode, Box<str>>,
    /// The newest day on which a network opens or a membership begins.
    pub newest_start: Option<NaiveDate>,
}

impl Assembled {
    /// A day to ask about where nobody names one: the newest day of extract of the map or the list
    /// sizes, or else the newest day on which a network opens or a membership begins.
    #[must_use]
    pub fn newest_day(&self) -> Option<NaiveDate> {
        self.register
            .claims()
            .map(|claimed| claimed.from())
            .or_else(|| self.intakes.iter().filter_map(|intake| intake.extract).max())
            .or(self.newest_start)
    }
}

fn provenance(file: &Arc<str>, line: u64) -> Provenance {
    Provenance::line(Arc::clone(file), u32::try_from(line).unwrap_or(u32::MAX))
}

fn words(text: &str) -> Option<Box<str>> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.into())
}

impl Assembler {
    /// Without any file yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the ePCN sheet of networks.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if the file cannot be read to its end.
    pub fn networks<R: Read>(&mut self, file: NetworkFile<R>) -> Result<&mut Self, OdsError> {
        let place: Arc<str> = file.intake().file.as_ref().into();
        let intake = file.for_each(|row| {
            self.newest_start = self.newest_start.max(Some(row.life.from()));
            self.lead_names.note(row.commissioner, row.commissioner_name);
            self.details
                .entry(row.code)
                .or_insert_with(|| NetworkDetail { address: row.address.map(Into::into) });
            let mut network = Pcn::new(row.code, row.name.trim(), row.life);
            network.lead_commissioner_per_ods = row.commissioner;
            network.postcode = words(row.postcode);
            network.provenance = Some(provenance(&place, row.line));
            self.builder.network(network);
        })?;
        self.take(intake);
        Ok(self)
    }

    /// Takes the ePCN sheet of core partners.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if the file cannot be read to its end.
    pub fn partners<R: Read>(&mut self, file: PartnerFile<R>) -> Result<&mut Self, OdsError> {
        let place: Arc<str> = file.intake().file.as_ref().into();
        let intake = file.for_each(|row| {
            let at = || provenance(&place, row.line);
            self.newest_start = self.newest_start.max(Some(row.period.from()));
            self.parent_names.note(row.practice_commissioner, row.practice_commissioner_name);
            self.lead_names.note(row.network_commissioner, row.network_commissioner_name);
            self.describe_partner(&row, at);
            self.named_by_partners.entry(row.network).or_insert_with(|| NamedNetwork {
                name: row.network_name.trim().into(),
                commissioner: row.network_commissioner,
                place: at(),
            });
            if let (Some(flag), Some(codes)) = (row.match_flag, row.commissioners_match())
                && flag != codes
            {
                let says = if flag { "TRUE" } else { "FALSE" };
                let message = format!(
                    "the match is {says}, and the codes are {} for the practice and {} for {}",
                    show(row.practice_commissioner),
                    show(row.network_commissioner),
                    row.network
                );
                self.find(&rules::FLAG_CONTRADICTS, message, row.practice.into(), &at());
            }
            let member = Membership::new(row.practice, row.network, row.period);
            self.builder.membership(member.at(at()));
        })?;
        self.take(intake);
        Ok(self)
    }

    fn describe_partner(&mut self, row: &super::PartnerRow<'_>, place: impl Fn() -> Provenance) {
        let name = row.practice_name.trim();
        let first = match self.partners.entry(row.practice) {
            Entry::Occupied(first) => *first.get(),
            Entry::Vacant(first) => {
                first.insert(self.builder.practices().len());
                let mut practice = Practice::new(row.practice, name);
                practice.commissioner = row.practice_commissioner;
                practice.provenance = Some(place());
                self.builder.practice(practice);
                return;
            }
        };
        let Some(known) = self.builder.practices().get(first) else { return };
        let names = (*known.name != *name)
            .then(|| format!("named `{}` in an earlier row and `{name}` here", known.name));
        let parents = (known.commissioner != row.practice_commissioner).then(|| {
            format!(
                "under {} in an earlier row and {} here",
                show(known.commissioner),
                show(row.practice_commissioner)
            )
        });
        if let Some(message) = names {
            self.find(&rules::PRACTICE_NAMES_DIFFER, message, row.practice.into(), &place());
        }
        if let Some(message) = parents {
            self.find(&rules::PARENTS_DIFFER, message, row.practice.into(), &place());
        }
    }

    /// Takes the practices file.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if the file cannot be read to its end.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     code::PracticeCode,
    ///     ods::{Assembler, PracticeFile},
    /// };
    ///
    /// let text = r#""A81001","THE DENSHAM SURGERY","Y63","QHM","1 ROAD","","","","","TS18 1HU",
    /// "19740401","","A","B","16C","20200401","","","","","","1","","16C","","4","""#
    ///     .replace('\n', "");
    /// let mut files = Assembler::new();
    /// files.practices(PracticeFile::open("epraccur.csv", text.as_bytes())?)?;
    /// let register = files.finish().register;
    /// assert!(register.is_described(PracticeCode::constant("A81001")));
    /// # Ok::<(), pcn::ods::OdsError>(())
    /// ```
    pub fn practices<R: Read>(&mut self, file: PracticeFile<R>) -> Result<&mut Self, OdsError> {
        let place: Arc<str> = file.intake().file.as_ref().into();
        let (mut others, mut welsh) = (0_usize, 0_usize);
        let intake = file.for_each(|row| {
            let Some(code) = row.practice() else {
                others = others.saturating_add(1);
                return;
            };
            welsh = welsh.saturating_add(usize::from(code.is_welsh()));
            let commissioner = row.commissioner.and_then(|code| code.as_str().parse().ok());
            self.builder.practice(Practice {
                status: Some(row.status),
                life: row.life,
                setting: row.setting_of(),
                commissioner,
                postcode: words(row.postcode),
                provenance: Some(provenance(&place, row.line)),
                ..Practice::new(code, row.name.trim())
            });
        })?;
        for (rule, count, what) in [
            (&rules::NOT_A_PRACTICE, others, "of organisations with other codes, left out"),
            (&rules::NOT_ENGLISH, welsh, "of Welsh practices, which count nowhere"),
        ] {
            if count > 0 {
                let place = intake.file.to_string();
                let rows = if count == 1 { "row" } else { "rows" };
                self.findings.push(Finding::of(rule, format!("{count} {rows} {what}")).at(place));
            }
        }
        self.take(intake);
        Ok(self)
    }

    /// Takes list sizes. Whole lists of practices are used; rows of one sex or age, of networks and
    /// of other bodies are read and not used.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if the file cannot be read to its end.
    pub fn lists<R: Read>(&mut self, file: ListFile<R>) -> Result<&mut Self, OdsError> {
        let mut used = 0_u64;
        let mut intake = file.for_each(|row| {
            if let (ListOwner::Practice(practice), true) = (row.owner, row.is_whole_list()) {
                let count = Patients::from(row.patients);
                self.builder.list(practice, PatientsOn { count, on: row.extract });
                used = used.saturating_add(1);
            }
        })?;
        intake.unused = intake.accepted.saturating_sub(used);
        self.take(intake);
        Ok(self)
    }

    /// Takes the map as a register of one day: who is where on that day, and nothing before or
    /// after it.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if the file cannot be read to its end.
    pub fn map<R: Read>(&mut self, file: MapFile<R>) -> Result<&mut Self, OdsError> {
        let place: Arc<str> = file.intake().file.as_ref().into();
        let mut day = None;
        let mut names: CodeMap<PcnCode, Box<str>> = CodeMap::default();
        // How many rows are of another day, and the line of the first of them.
        let mut others: BTreeMap<NaiveDate, (u64, u64)> = BTreeMap::new();
        let mut unallocated_then = 0_u64;
        let mut intake = file.for_each(|row| {
            let at = provenance(&place, row.line);
            let day = *day.get_or_insert(row.extract);
            if row.extract != day {
                let (count, _) = others.entry(row.extract).or_insert((0, row.line));
                *count = count.saturating_add(1);
                unallocated_then = unallocated_then.saturating_add(row.network.is_none().into());
                return;
            }
            self.parent_names.note(row.commissioner, row.commissioner_name);
            // The publication counts patients at GP practices: who is in it is one, and open.
            self.builder.practice(Practice {
                status: Some(PracticeStatus::Open),
                setting: Some(Setting::GpPractice),
                commissioner: row.commissioner,
                postcode: words(row.postcode),
                provenance: Some(at.clone()),
                ..Practice::new(row.practice, row.practice_name.trim())
            });
            let Some(network) = row.network else {
                self.builder.unallocated(row.practice, Some(at));
                return;
            };
            let network_name = row.network_name.trim();
            match names.get(&network) {
                Some(known) if **known == *network_name => {}
                Some(known) => {
                    let message =
                        format!("named `{known}` in an earlier row, `{network_name}` here");
                    self.find(&rules::NAMES_DIFFER_IN_MAP, message, network.into(), &at);
                }
                None => {
                    names.insert(network, network_name.into());
                    let mut described = Pcn::new(network, network_name, Period::on(day));
                    described.provenance = Some(at.clone());
                    self.builder.network(described);
                }
            }
            let member = Membership::new(row.practice, network, Period::on(day));
            self.builder.membership(member.at(at));
        })?;
        if let Some(day) = day {
            self.builder.speaks_for(Period::on(day));
            for (other, (count, first)) in others {
                let rows = if count == 1 { "row is" } else { "rows are" };
                let message = format!(
                    "{count} {rows} of {other} and not used: the register is of {day}, the day of \
                     the first row"
                );
                let finding = Finding::of(&rules::SEVERAL_DAYS, message).on(other);
                self.findings.push(finding.at(provenance(&place, first).to_string()));
                intake.unused = intake.unused.saturating_add(count);
            }
        }
        // What is not used says nothing about the file's day.
        intake.extract = day;
        intake.unallocated = intake.unallocated.saturating_sub(unallocated_then);
        self.take(intake);
        Ok(self)
    }

    /// The register.
    #[must_use]
    pub fn finish(mut self) -> Assembled {
        let register = self.builder.build();
        for (code, named) in std::collections::BTreeMap::from_iter(self.named_by_partners) {
            let Some(network) = register.network(code) else { continue };
            if network.name != named.name {
                let message = format!(
                    "`{}` in the sheet of networks, `{}` in the sheet of core partners",
                    network.name, named.name
                );
                let finding = Finding::of(&rules::NETWORK_NAMES_DIFFER, message);
                self.findings.push(finding.about(code).at(named.place.to_string()));
            }
            if network.lead_commissioner_per_ods != named.commissioner {
                let message = format!(
                    "{} in the sheet of networks, {} in the sheet of core partners",
                    show(network.lead_commissioner_per_ods),
                    show(named.commissioner)
                );
                let finding = Finding::of(&rules::LEADS_DIFFER, message);
                self.findings.push(finding.about(code).at(named.place.to_string()));
            }
        }
        Assembled {
            register,
            intakes: self.intakes,
            findings: self.findings,
            details: self.details,
            lead_names: self.lead_names.by_code,
            parent_names: self.parent_names.by_code,
            newest_start: self.newest_start,
        }
    }

    fn find(&mut self, rule: &Rule, message: String, subject: Subject, place: &Provenance) {
        self.findings.push(Finding::of(rule, message).about(subject).at(place.to_string()));
    }

    fn take(&mut self, intake: Intake) {
        self.findings.extend(refused(&intake));
        self.intakes.push(intake);
    }
}

fn show(code: Option<SubIcbCode>) -> String {
    code.map_or_else(|| "none".to_owned(), |code| code.to_string())
}

/// The findings of refused rows: one a row that was kept, and one for the rest.
fn refused(intake: &Intake) -> impl Iterator<Item = Finding> + '_ {
    let rows = intake.refused_rows.iter().map(|row| {
        let message = format!("{}: {}", row.field, row.reason);
        Finding::of(&rules::REFUSED, message).at(format!("{} line {}", row.file, row.line))
    });
    let (file, kept) = (&intake.file, intake.refused_rows.len());
    rows.chain(not_kept(&rules::REFUSED, file, intake.refused, kept))
}

/// The finding of a file's refused rows beyond those that were kept, if there are any.
pub(crate) fn not_kept(rule: &Rule, file: &str, refused: u64, kept: usize) -> Option<Finding> {
    let more = refused.saturating_sub(u64::try_from(kept).unwrap_or(u64::MAX));
    let rows = if more == 1 { "row" } else { "rows" };
    (more > 0).then(|| {
        Finding::of(rule, format!("{more} more {rows} cannot be used")).at(file.to_owned())
    })
}
