use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{EntitlementKind, PaidTo, Statement, arrs::YearClaim};
use crate::quantity::Gbp;

/// One figure in a comparison.
///
/// # Examples
///
/// ```
/// use pcn::{funding::Cell, quantity::Gbp};
///
/// assert_eq!(Cell::Amount(Gbp::pence(150)).to_string(), "£1.50");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// An amount.
    Amount(Gbp),
    /// Why there is none.
    Words(Cow<'static, str>),
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Amount(amount) => f.pad(&amount.to_string()),
            Self::Words(words) => f.pad(words),
        }
    }
}

/// A row of a comparison.
///
/// # Examples
///
/// ```
/// use pcn::{
///     funding::{Cell, Row},
///     quantity::Gbp,
/// };
///
/// let row = Row {
///     name: "Core PCN funding".into(),
///     one: Cell::Amount(Gbp::constant("150683.00")),
///     two: Cell::Words("not published".into()),
///     difference: None,
/// };
/// // Without two amounts there is no difference, and none is written.
/// assert!(!serde_json::to_string(&row)?.contains("difference"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What is compared.
    pub name: Cow<'static, str>,
    /// On the one side.
    pub one: Cell,
    /// On the other side.
    pub two: Cell,
    /// The other less the one, where both are amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Gbp>,
}

fn known(sum: Option<Gbp>) -> Cell {
    sum.map_or(Cell::Words("not known".into()), Cell::Amount)
}

/// The name of a row. A sum without what is not known must not pass for the whole.
fn of_known(name: impl fmt::Display, partial: bool) -> String {
    if partial { format!("{name} (of what is known)") } else { name.to_string() }
}

/// Two answers side by side: two years, two scenarios, or one question as known on two days.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::{Comparison, Facts, Populations, Question},
/// };
///
/// let statement = |year: ContractYear| -> Result<_, pcn::quantity::QuantityError> {
///     let january = day(year.start().into(), 1, 1);
///     let facts = Facts::of(
///         Populations::default()
///             .registered("50000".parse()?, january)
///             .adjusted("51000".parse()?, january),
///     );
///     let terms = &des::year(year).expect("held").funding;
///     Ok(terms.statement(&facts, &Question::of(year.period())))
/// };
/// let comparison = Comparison::of_statements(
///     ("2024/25", &statement(ContractYear::Y2024_25)?),
///     ("2025/26", &statement(ContractYear::Y2025_26)?),
/// );
/// let core = &comparison.rows[0];
/// assert_eq!(core.name, "Core PCN funding");
/// assert_eq!(core.difference.map(|pounds| pounds.to_string()).as_deref(), Some("£4,185.00"));
/// assert!(comparison.to_string().contains("£150,683.00"));
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The name of the one side.
    pub one: Cow<'static, str>,
    /// The name of the other side.
    pub two: Cow<'static, str>,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Comparison {
    fn row(&mut self, name: impl Into<Cow<'static, str>>, one: Cell, two: Cell) {
        #[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
        let difference = match (&one, &two) {
            (Cell::Amount(one), Cell::Amount(two)) => Some(*two - *one),
            _ => None,
        };
        self.rows.push(Row { name: name.into(), one, two, difference });
    }

    fn new(one: impl Into<Cow<'static, str>>, two: impl Into<Cow<'static, str>>) -> Self {
        Self { one: one.into(), two: two.into(), rows: Vec::new() }
    }

    /// Two statements side by side.
    #[must_use]
    pub fn of_statements(
        (one_name, one): (impl Into<Cow<'static, str>>, &Statement),
        (two_name, two): (impl Into<Cow<'static, str>>, &Statement),
    ) -> Self {
        let mut comparison = Self::new(one_name, two_name);
        let cell = |statement: &Statement, kind| match statement.line(kind) {
            None => Cell::Words("none".into()),
            Some(line) => match line.outcome.amount() {
                Some(amount) => Cell::Amount(amount),
                None => Cell::Words(line.outcome.to_string().into()),
            },
        };
        for kind in EntitlementKind::ALL {
            if one.line(*kind).is_some() || two.line(*kind).is_some() {
                comparison.row(kind.words(), cell(one, *kind), cell(two, *kind));
            }
        }
        let partial = one.in_no_sum().chain(two.in_no_sum()).next().is_some();
        for (name, sum) in [
            (
                "Due to the network",
                (|s| s.due_to(PaidTo::Network)) as fn(&Statement) -> Option<Gbp>,
            ),
            ("Due to its practices", |s| s.due_to(PaidTo::Practice)),
            ("Can still be earned or claimed, up to", Statement::still_to_earn),
        ] {
            comparison.row(of_known(name, partial), known(sum(one)), known(sum(two)));
        }
        comparison
    }

    /// The years of two sets of posts under the additional roles scheme side by side.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::ContractYear,
    ///     des,
    ///     funding::{
    ///         Comparison,
    ///         arrs::{ClaimBasis, Cost, Post, Role},
    ///     },
    ///     quantity::{Gbp, Wte},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
    /// let claim = |cost| {
    ///     let post = Post::new(Role::PharmacyTechnician, Wte::constant("1"), Cost::Annual(cost));
    ///     terms.claim_year(&[post], &ClaimBasis::default())
    /// };
    /// let (one, two) = (claim(Gbp::constant("24000")), claim(Gbp::constant("30000")));
    /// let comparison = Comparison::of_claims(("now", &one), ("with a rise", &two));
    /// let year = comparison.rows.iter().find(|row| row.name == "Claims of the year").expect("a row");
    /// assert_eq!(year.difference, Some(Gbp::constant("6000")));
    /// ```
    #[must_use]
    pub fn of_claims(
        (one_name, one): (impl Into<Cow<'static, str>>, &YearClaim),
        (two_name, two): (impl Into<Cow<'static, str>>, &YearClaim),
    ) -> Self {
        let mut comparison = Self::new(one_name, two_name);
        for (first, second) in one.months.iter().zip(&two.months) {
            let name = first.month.from().format("%B %Y");
            let name = of_known(name, first.unknown > 0 || second.unknown > 0);
            comparison.row(name, known(first.known_total()), known(second.known_total()));
        }
        let partial = one.unknown > 0 || two.unknown > 0;
        let name = of_known("Claims of the year", partial);
        comparison.row(name, known(one.known_total()), known(two.known_total()));
        comparison.row("Entitlement", known(one.entitlement), known(two.entitlement));
        let name = of_known("Payable", partial);
        comparison.row(name, known(one.known_payable()), known(two.known_payable()));
        comparison.row("Unclaimed, lost at year end", known(one.unclaimed), known(two.unclaimed));
        comparison
    }
}

impl fmt::Display for Comparison {
    /// A table with the names at the left and the figures at the right.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
        let names = width(&mut self.rows.iter().map(|row| row.name.chars().count()));
        let ones = width(
            &mut self
                .rows
                .iter()
                .map(|row| row.one.to_string().chars().count())
                .chain([self.one.chars().count()]),
        );
        let twos = width(
            &mut self
                .rows
                .iter()
                .map(|row| row.two.to_string().chars().count())
                .chain([self.two.chars().count()]),
        );
        writeln!(
            f,
            "{:names$}  {:>ones$}  {:>twos$}  {:>16}",
            "", self.one, self.two, "difference"
        )?;
        for row in &self.rows {
            let difference = row.difference.map(|sum| sum.to_string()).unwrap_or_default();
            writeln!(
                f,
                "{:names$}  {:>ones$}  {:>twos$}  {difference:>16}",
                row.name, row.one, row.two
            )?;
        }
        Ok(())
    }
}
