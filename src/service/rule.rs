//! The rules of access: what a week's slots must be, and how much they must offer.

use super::sources::{ACCESS_DONCASTER, ACCESS_HOURS, ACCESS_WHOLE, DES_COPY};
use crate::{
    calendar::ContractYear,
    finding::{EVERY_YEAR, YearSpan, declare_rules},
};

declare_rules! {
    /// A continuous period of access lasts at least half an hour.
    ///
    /// Extended hours were to be offered in continuous periods of at least 30 minutes; of enhanced
    /// access the same is said of periods outside the network standard hours.
    SHORT_SLOT: "SVC-SLOT-001", Error, EVERY_YEAR,
    title "a period of access is too short",
    explanation "Access is offered in continuous periods of at least 30 minutes. Slots of one day \
        that meet or overlap count as one period. Inside the network standard hours a short \
        period is only a warning, because sources ask for 30 minutes outside them.",
    remedy "lengthen the slot, or join it to the one beside it",
    source DES_COPY;

    /// Access is offered outside the practices' core hours.
    CORE_HOURS: "SVC-SLOT-002", Error, EVERY_YEAR,
    title "a slot lies in core hours",
    explanation "Minutes inside the practices' core hours, from 8:00 to 18:30 on weekdays under \
        GMS, do not count. Under enhanced access the commissioner may by exception agree to a \
        proportion in core hours; then they count.",
    remedy "move the slot, or record the commissioner's agreement",
    source DES_COPY;

    /// A slot has an end after its beginning, and someone to see patients.
    EMPTY_SLOT: "SVC-SLOT-003", Error, EVERY_YEAR,
    title "a slot holds no time",
    explanation "A slot that ends when or before it begins, or with no clinic running, offers \
        nothing and is left out of every count.",
    remedy "correct the times, or the number of clinics",
    source DES_COPY;

    /// Enhanced access outside the standard hours needs the commissioner's agreement.
    NOT_AGREED: "SVC-SLOT-004", Warning, YearSpan::since(ContractYear::Y2022_23),
    title "a slot outside the standard hours is not agreed",
    explanation "Appointments beyond the network standard hours may run beside one another inside \
        them. A proportion may lie outside, in continuous periods of at least 30 minutes, if the \
        commissioner agrees. Without that they do not count.",
    remedy "record the commissioner's agreement, or move the slot",
    source ACCESS_DONCASTER;

    /// The whole of the network standard hours is covered.
    NOT_COVERED: "SVC-COVER-001", Error, YearSpan::since(ContractYear::Y2022_23),
    title "part of the network standard hours is not covered",
    explanation "Enhanced access runs throughout the network standard hours: 18:30 to 20:00 on \
        weekdays and 9:00 to 17:00 on Saturdays. NHS England's position is that the whole must be \
        covered; the trade press of the day of publication, 1 April 2022, said that it need not \
        be.",
    remedy "offer appointments in the hours named",
    source ACCESS_WHOLE;

    /// The timetable offers the minutes that the population asks for.
    SHORTFALL: "SVC-MINUTES-001", Error, EVERY_YEAR,
    title "fewer minutes are offered than are owed",
    explanation "Until 30 September 2022: 30 minutes a week for each thousand registered \
        patients, to the nearest quarter of an hour. Since then: 60 minutes for each thousand \
        adjusted patients, rounded alike, which no source states. Halfway between two quarters \
        counts up, which is this crate's choice. Each clinic that runs counts.",
    remedy "add slots, or clinics beside those that run",
    source ACCESS_HOURS;
}
