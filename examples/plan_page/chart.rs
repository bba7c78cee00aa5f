//! The chart of a page: what is drawn, whether it came from a plan or from a strategy.

use chrono::NaiveDate;
use pcn::{
    calendar::ContractYear,
    plan::{Aim, Brag, BragMeaning, Cell, Due, Measure, MeasureStatus, Plan, PlanYears, Strategy},
};

/// One row.
pub(crate) struct Row {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) detail: Option<String>,
    pub(crate) cells: Vec<Cell>,
    /// `None` if the status is not known.
    pub(crate) brag: Option<Brag>,
}

/// Rows on one subject.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

/// Everything on the page.
pub(crate) struct Chart {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    /// Lists beside each other above the chart.
    pub(crate) lists: Vec<(String, Vec<String>)>,
    pub(crate) years: Vec<ContractYear>,
    pub(crate) sections: Vec<Section>,
    /// Whether the rows have statuses at all.
    pub(crate) has_status: bool,
    /// Lists beside each other below the chart.
    pub(crate) measures: Vec<(String, Vec<String>)>,
    pub(crate) meaning: BragMeaning,
    pub(crate) notes: Vec<String>,
}

impl Chart {
    pub(crate) fn of_plan(plan: &Plan, on: NaiveDate) -> Self {
        let record = plan.record();
        let goals = record.goals.iter().map(|goal| format!("{} {}", goal.path, goal.text));
        let objectives = record
            .objectives
            .iter()
            .map(|objective| format!("{} {}", objective.number, objective.text));
        let sections = record.themes.iter().map(|theme| Section {
            title: format!("{}. {}", theme.number, theme.title),
            rows: (plan.initiatives())
                .filter(|(reference, _)| reference.theme == theme.number)
                .map(|(reference, initiative)| {
                    let owner = initiative.owner.iter().map(ToString::to_string);
                    let held = initiative.brag_on(on);
                    let reason = held
                        .and_then(|held| Some(format!("{}: {}", held.status, held.note.as_ref()?)));
                    let note = initiative.note.as_deref().map(str::to_owned);
                    let detail: Vec<_> = owner.chain(note).chain(reason).collect();
                    Row {
                        number: reference.to_string(),
                        title: initiative.title.to_string(),
                        detail: (!detail.is_empty()).then(|| detail.join("; ")),
                        cells: columns(plan.years())
                            .map(|year| initiative.years.cell(year))
                            .collect(),
                        brag: held.map(|held| held.status),
                    }
                })
                .collect(),
        });
        let measures = Aim::ALL.into_iter().map(|aim| {
            let of_aim = record.measures.iter().filter(|measure| measure.aim == aim);
            (capital(&aim.to_string()), of_aim.map(|measure| describe(measure, on)).collect())
        });
        let mut notes = vec![];
        if let Some(source) = &record.source {
            notes.push(format!("Source: {source}"));
        }
        if let Some(source) = &record.links_source {
            notes.push(format!("Links between parts: {source}"));
        }
        let reported = plan.last_report().is_some();
        let status = if reported { format!("status on {on}") } else { "no status reported".into() };
        let owner = record.owner.as_ref().map(|owner| format!(" · {owner}")).unwrap_or_default();
        Self {
            title: record.title.to_string(),
            subtitle: format!("{} · {}{owner} · {status}", record.place, plan.years()),
            lists: vec![
                ("Objectives".to_owned(), objectives.collect()),
                ("Goals".to_owned(), goals.collect()),
            ],
            years: columns(plan.years()).collect(),
            sections: sections.collect(),
            has_status: true,
            measures: measures.filter(|(_, list): &(_, Vec<_>)| !list.is_empty()).collect(),
            meaning: record.brag_meaning.clone(),
            notes,
        }
    }

    pub(crate) fn of_strategy(strategy: &Strategy) -> Self {
        let due_year = |due: Due| match due {
            Due::By(year) => Some(year),
            due => {
                strategy.dated.and_then(|dated| due.day(dated)).and_then(ContractYear::containing)
            }
        };
        let numbered: Vec<_> = strategy.priorities().collect();
        let mut rows = numbered.into_iter();
        let sections = strategy.groups.iter().enumerate().map(|(at, group)| Section {
            title: format!("{}. {}", at + 1, group.title),
            rows: (rows.by_ref().take(group.priorities.len()))
                .map(|(number, priority)| Row {
                    number,
                    title: capital(&priority.text),
                    detail: Some(format!("{}: {}", priority.due, priority.expected)),
                    cells: (columns(strategy.years))
                        .map(|year| match due_year(priority.due) {
                            Some(due) if due == year => Cell::Yes,
                            Some(_) => Cell::No,
                            None => Cell::Unknown,
                        })
                        .collect(),
                    brag: None,
                })
                .collect(),
        });
        let supersedes = strategy.supersedes.iter().map(|title| format!("Supersedes {title}"));
        let note = strategy.note.iter().map(|note| capital(note));
        Self {
            title: strategy.title.to_string(),
            subtitle: format!(
                "{} · {} · year of expected progress",
                strategy.place, strategy.years
            ),
            lists: vec![],
            years: columns(strategy.years).collect(),
            sections: sections.collect(),
            has_status: false,
            measures: vec![],
            meaning: BragMeaning::default(),
            notes: (supersedes.chain(note))
                .chain([format!("Source: {}", strategy.source)])
                .collect(),
        }
    }

    /// The rows of every section.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&Section, &Row)> {
        self.sections.iter().flat_map(|section| section.rows.iter().map(move |row| (section, row)))
    }
}

fn columns(years: PlanYears) -> impl Iterator<Item = ContractYear> {
    years.iter()
}

/// The first letter large.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn describe(measure: &Measure, on: NaiveDate) -> String {
    let mut text = format!("{} {}", measure.number, measure.text);
    let mut details = vec![];
    if let Some(frequency) = measure.frequency {
        details.push(frequency.to_string());
    }
    if let Some(level) = measure.data_level {
        details.push(format!("by {level}"));
    }
    if let MeasureStatus::ToBeConfirmed { by } = measure.status {
        details
            .push(by.map_or("to be confirmed".to_owned(), |by| format!("to be confirmed by {by}")));
    }
    if let Some(target) = measure.target {
        details.push(format!("target {target}"));
    }
    if let Some(value) = measure.value_on(on) {
        details.push(format!("{} on {}", value.amount, value.on));
    }
    if !details.is_empty() {
        text.push_str(&format!(" ({})", details.join(", ")));
    }
    text
}
