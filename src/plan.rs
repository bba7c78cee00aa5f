//! Plans: objectives, goals, initiatives and measures (OGIM), and strategies with priorities.
//!
//! A place writes what its networks are for, what they will reach, what is done in which year, and
//! how one will see that it works; then it colours the rows. Here each is a record that keeps its
//! history, and the plan is held against the contract's own timeline. What a source left blank is
//! unknown, never a no.
//!
//! | type | what it is |
//! |---|---|
//! | [`Plan`], [`PlanRecord`] | a plan, checked; as it stands in a file |
//! | [`Objective`], [`Goal`], [`GoalPath`] | what it is for, what is to be reached (`2.b.iii`) |
//! | [`Theme`], [`Initiative`], [`InitiativeRef`] | what is done |
//! | [`PlanYears`], [`PlannedYears`], [`Cell`] | the chart's years; an initiative's row in it |
//! | [`Brag`], [`BragReport`], [`BragMeaning`] | a status by colour, on a day, and what colours mean |
//! | [`Measure`], [`Aim`], [`Target`], [`Amount`] | how one sees that it works |
//! | [`Owner`], [`Link`] | who answers for it; the service, indicator, component or design item it serves |
//! | [`Strategy`], [`Priority`], [`Due`] | a strategy, its priorities, when progress is expected |
//! | [`check`], [`check_strategies`] | the rules `PLAN-...` |
//! | [`county_durham`], [`mid_and_south_essex_2018`], [`mid_and_south_essex_2021`], [`leicestershire_2019`] | real documents, in our words |
//!
//! # Examples
//!
//! ```
//! use pcn::{calendar::day, plan::{self, county_durham}};
//!
//! let plan = county_durham();
//! let report = plan::check(&plan, day(2021, 12, 31), day(2021, 12, 31));
//! assert_eq!(report.of_rule(&plan::NO_YEAR.id).count(), 30); // the chart's shading is lost
//! assert_eq!(report.of_rule(&plan::SPECIFICATION_UNCOVERED.id).count(), 0);
//! ```

mod brag;
mod county_durham;
mod goal;
mod initiative;
mod leicestershire;
mod measure;
mod mid_and_south_essex;
mod ogim;
mod owner;
mod rules;
mod strategy;
mod years;

pub use brag::{Brag, BragMeaning, BragReport};
pub use county_durham::county_durham;
pub use goal::{Goal, GoalPath, GoalPathError, Objective};
pub use initiative::{Initiative, Link, Theme};
pub use leicestershire::leicestershire_2019;
pub use measure::{
    Aim, Amount, DataLevel, DatedAmount, Direction, Frequency, Measure, MeasureStatus, Reached,
    Target,
};
pub use mid_and_south_essex::{mid_and_south_essex_2018, mid_and_south_essex_2021};
pub use ogim::{InitiativeRef, Plan, PlanError, PlanRecord};
pub use owner::Owner;
pub(crate) use rules::RULES;
pub use rules::{
    COMPLETE_TOO_SOON, GOAL_UNSERVED, MEASURE_UNCONFIRMED, MEASURE_WITHOUT_OWNER, NO_YEAR,
    OBJECTIVE_UNSERVED, OUTSIDE_YEARS, PRIORITY_WITHOUT_DUE, RED_WITHOUT_NOTE,
    SERVICE_NOT_IN_FORCE, SPECIFICATION_UNCOVERED, STRATEGY_EXPIRED, check, check_strategies,
};
pub use strategy::{Due, Priority, PriorityGroup, Strategy, current};
pub use years::{Cell, PlanYears, PlanYearsError, PlannedYears};
