//! The rules of this room.

use super::source;
use crate::{
    calendar::ContractYear,
    finding::{EVERY_YEAR, YearSpan, declare_rules},
};

const FROM_2020: YearSpan = YearSpan::since(ContractYear::Y2020_21);

declare_rules! {
    /// A network has members.
    NO_MEMBERS: "REG-MEMBER-001", Error, EVERY_YEAR,
    title "no member practices",
    explanation "The form gives the names and codes of the member practices. A single practice can \
        be a network; none cannot.",
    remedy "add the members, for example `{\"code\": \"A81001\"}`",
    source source::BMA_RUNNING;

    /// A member stands once.
    MEMBER_TWICE: "REG-MEMBER-002", Error, EVERY_YEAR,
    title "a member stands twice",
    explanation "Each practice is a member once; twice, its patients would count twice.",
    remedy "leave one entry for each practice, for example `{\"code\": \"A81001\"}`",
    source source::ARITHMETIC;

    /// A member holds a primary medical contract for essential services.
    NO_PRIMARY_CONTRACT: "REG-MEMBER-003", Error, EVERY_YEAR,
    title "a member holds no primary medical contract",
    explanation "A core network practice holds an in-hours contract for essential services: GMS, \
        PMS or APMS. Others may be parties to the agreement, not core members.",
    remedy "name the contract, for example `\"contract\": \"gms\"`, or move the body to the \
        agreement's `other_parties`",
    source source::SALFORD_LMC;

    /// A member exists on the day of the check.
    MEMBER_NOT_OPEN: "REG-MEMBER-004", Warning, EVERY_YEAR,
    title "a member does not exist on the day",
    explanation "By the dates on the form itself the practice is not open yet or has closed.",
    remedy "correct the days, for example `\"life\": {\"from\": \"1974-04-01\"}`, or take the \
        practice out",
    source source::ARITHMETIC;

    /// Every member's list size is given.
    MEMBER_WITHOUT_LIST: "REG-LIST-001", Error, EVERY_YEAR,
    title "a member without a list size",
    explanation "The network's list size is the sum of its members' lists, so each is needed. \
        Missing is not zero.",
    remedy "give it, for example `\"list_size\": {\"count\": 8200, \"on\": \"2019-01-01\"}`",
    source source::BMA_RUNNING;

    /// The network's list size is given.
    NO_LIST_SIZE: "REG-LIST-002", Error, EVERY_YEAR,
    title "no network list size",
    explanation "The form gives the network's list size: the sum of its members' lists at 1 \
        January.",
    remedy "give it, for example `{\"count\": 41250, \"on\": \"2019-01-01\"}`",
    source source::BMA_RUNNING;

    /// The network's list size is the sum of its members'.
    LIST_SIZE_NOT_SUM: "REG-LIST-003", Error, EVERY_YEAR,
    title "the network list size is not the sum of its members' lists",
    explanation "The network's list size is the sum of its members' lists at 1 January. Another \
        figure is a slip in one of them, or a member is missing.",
    remedy "correct the figure or a member's list, for example `{\"count\": 41250, \"on\": \
        \"2019-01-01\"}`",
    source source::BMA_RUNNING;

    /// List sizes are those of 1 January before the year.
    LIST_OF_OTHER_DAY: "REG-LIST-004", Error, EVERY_YEAR,
    title "a list size of another day",
    explanation "List sizes are those at 1 January before the contract year; in 2019 at 1 January \
        2019.",
    remedy "give the list of that day, for example `{\"count\": 41250, \"on\": \"2019-01-01\"}`",
    source source::BMA_RUNNING;

    /// A map marks the Network Area.
    NO_MAP: "REG-AREA-001", Error, EVERY_YEAR,
    title "no map of the Network Area",
    explanation "The form comes with a map that marks the Network Area.",
    remedy "add the map, for example `{\"map\": \"dale-area-v2.pdf\"}`",
    source source::BMA_RUNNING;

    /// The boundary makes sense to members, to providers and to the community.
    AREA_WITHOUT_SENSE: "REG-AREA-002", Warning, EVERY_YEAR,
    title "the area does not pass one of its three tests, or nobody says",
    explanation "The boundary must make sense to the members, to other community providers who \
        configure their teams to it, and to the local community. The commissioner approves every \
        area and refuses only in extreme cases, so this is a warning.",
    remedy "redraw the area with those concerned, or say that it passes, for example \
        `\"sense_to_community\": true`",
    source source::LEICESTER_22;

    /// The area is normally contiguous.
    NOT_CONTIGUOUS: "REG-AREA-003", Info, EVERY_YEAR,
    title "the area falls into parts",
    explanation "An area is normally contiguous. Some networks are not based on geography, and \
        some cross boundaries of commissioners, so this is a remark.",
    remedy "check the pairs in `adjacent`, for example `[\"A81001\", \"A81002\"]`, or tell the \
        commissioner why the area is not contiguous",
    source source::KINGS_FUND_2020;

    /// From April 2026 networks work towards neighbourhood boundaries.
    NOT_ALIGNED: "REG-AREA-004", Info, YearSpan::since(ContractYear::Y2026_27),
    title "the area is not aligned with neighbourhoods",
    explanation "From 1 April 2026 a network works with its integrated care board to align its \
        lists with neighbourhood boundaries. It is meant for limited cases where geography does \
        not reflect local communities, not to disrupt networks that work well.",
    remedy "agree with the integrated care board what is to change, or that nothing is, and say \
        `\"aligned_with_neighbourhoods\": true`",
    source source::PULSE_2026;

    /// The clinical director is named.
    NO_DIRECTOR: "REG-CD-001", Error, EVERY_YEAR,
    title "no clinical director",
    explanation "Every network appoints a named, accountable clinical director before it submits \
        its form. Two or more may share the post.",
    remedy "name them, for example `{\"person\": {\"name\": \"Dr A. Lane\"}, \"practice\": \
        \"A81001\"}`",
    source source::LEICESTER_25;

    /// The clinical director works in a member practice.
    DIRECTOR_FROM_ELSEWHERE: "REG-CD-002", Warning, EVERY_YEAR,
    title "the clinical director is not of a member practice",
    explanation "The clinical director is a practising clinician of the member practices, and \
        need not be a GP.",
    remedy "name the member practice, for example `\"practice\": \"A81001\"`",
    source source::BMA_RUNNING;

    /// The clinical director is appointed before the form is submitted.
    DIRECTOR_TOO_LATE: "REG-CD-003", Error, EVERY_YEAR,
    title "the clinical director was appointed after the form was submitted",
    explanation "The appointment is part of the registration: the director is in place before the \
        form is submitted.",
    remedy "check both days; a good one is `\"appointed_on\": \"2019-05-01\"`",
    source source::LEICESTER_25;

    /// Somebody receives the payments.
    NO_PAYEE: "REG-PAYEE-001", Error, EVERY_YEAR,
    title "no nominated payee",
    explanation "One practice or provider receives the network's money. Since 2023 a network may \
        have its own account instead; then silence is a warning.",
    remedy "name it, for example `{\"member\": \"A81001\"}` or `{\"other\": \"8HV48\"}`, and since \
        2023 also `\"own_account\"`",
    source source::BMA_RUNNING;

    /// In the first years sources conflict on whether the payee must be a member.
    PAYEE_NO_MEMBER: "REG-PAYEE-002", Info,
    YearSpan::between(ContractYear::Y2019_20, ContractYear::Y2021_22),
    title "the payee is not a member practice",
    explanation "A law firm reads the Directions of 2019 as asking for a member of the network; \
        the BMA says a single practice or provider. Payees that were no members existed by 2022, \
        and commissioners paid them by hand until 3 October 2022.",
    remedy "ask the commissioner whether it can pay the body, or nominate a member, for example \
        `{\"member\": \"A81001\"}`",
    source source::HEMPSONS_PAYEE;

    /// The agreement comes with the form.
    NO_AGREEMENT: "REG-AGR-001", Error, EVERY_YEAR,
    title "no Network Agreement",
    explanation "The initial Network Agreement, signed by all members, is part of the \
        registration. Without an agreement no money can be claimed.",
    remedy "add it, for example `{\"id\": \"67e55044-10b1-426f-9247-bb680e5fe0c8\", \
        \"practices\": [{\"practice\": \"A81001\", \"signed_on\": \"2019-05-10\"}]}`",
    source source::BMA_RUNNING;

    /// The form is submitted in time.
    SUBMITTED_LATE: "REG-DEAD-001", Error, EVERY_YEAR,
    title "not submitted in time",
    explanation "In 2019 forms were due on 15 May. In 2020/21 networks confirmed or changed what \
        they had sent, and new ones applied, by 31 May. A change later in the year is notified \
        when it happens, so on a form of changes this is a remark.",
    remedy "tell the commissioner without delay; a step in time is written \
        `{\"event\": \"submit\", \"on\": \"2019-05-14\"}`",
    source source::LEICESTER_21;

    /// The commissioner confirms in time.
    APPROVED_LATE: "REG-DEAD-002", Warning, EVERY_YEAR,
    title "not confirmed in time",
    explanation "NHS England gave commissioners until 31 May 2019 and June for resolving gaps; a \
        CCG reported 30 June 2019 as the last day. Between the two this is a warning, after both \
        an error.",
    remedy "ask the commissioner for its decision; it is written \
        `{\"event\": \"approve\", \"on\": \"2019-05-30\"}`",
    source source::FAQ_SECOND;

    /// The agreement is complete in time.
    AGREEMENT_LATE: "REG-DEAD-003", Error, EVERY_YEAR,
    title "the Network Agreement was not signed in time",
    explanation "In 2019 the agreement was complete and signed by 30 June, or the network was not \
        established and payments were not made or were to be repaid.",
    remedy "tell the commissioner; a signature in time is written `\"signed_on\": \"2019-06-28\"`",
    source source::LEXOLOGY;

    /// The data sharing agreement is in place in time.
    DATA_SHARING_LATE: "REG-DEAD-004", Error, EVERY_YEAR,
    title "the data sharing agreement was not in place in time",
    explanation "In 2019 a data sharing agreement on the national template was in place by 30 \
        June.",
    remedy "tell the commissioner; a day in time is written `\"in_place_on\": \"2019-06-20\"`",
    source source::DR_SOLICITORS;

    /// The commissioner sends the change notice in time.
    CHANGE_NOTICE_LATE: "REG-DEAD-005", Warning,
    YearSpan::between(ContractYear::Y2020_21, ContractYear::Y2020_21),
    title "the change instruction notice was not sent in time",
    explanation "In 2020/21 commissioners sent the PCN ODS Change Instruction Notice by 12 June \
        2020.",
    remedy "ask the commissioner to send it; a day in time is written \
        `\"change_notice_on\": \"2020-06-10\"`",
    source source::HEMPSONS_DATES;

    /// The commissioner allocates an unplaced practice in time.
    ALLOCATED_LATE: "REG-DEAD-006", Warning,
    YearSpan::between(ContractYear::Y2020_21, ContractYear::Y2020_21),
    title "a practice was allocated after the last day",
    explanation "A commissioner that requires a network to take a practice tells the network on or \
        before 30 June 2020, after engaging the local medical committee.",
    remedy "settle with the commissioner whether the network takes the practice; a day in time is \
        written `\"allocated_on\": \"2020-06-25\"`",
    source source::HEMPSONS_DATES;

    /// A practice leaves in a window.
    LEAVES_OUTSIDE_WINDOW: "REG-WINDOW-001", Warning, FROM_2020,
    title "notice of leaving outside the window",
    explanation "A practice may opt out in the yearly window, or in a window that a variation \
        inside the year opens. Outside them it risks a breach of contract.",
    remedy "give notice in a window, for example `\"notified_on\": \"2022-04-12\"`, or ask the \
        commissioner",
    source source::BMA_SAFE_WORKING;

    /// Whether a notice is in the window cannot be told.
    WINDOW_NOT_PUBLISHED: "REG-WINDOW-002", Info, FROM_2020,
    title "the window for leaving is not known",
    explanation "Windows are described as yearly in April; for some years no page read gives the \
        dates, so whether a notice was in time cannot be told.",
    remedy "look in the specification of the year; a notice is written \
        `\"notified_on\": \"2021-04-12\"`",
    source source::BMA_SAFE_WORKING;

    /// A practice that leaves gives its notice.
    NOTICE_TOO_SHORT: "REG-WINDOW-003", Warning,
    YearSpan::between(ContractYear::Y2020_21, ContractYear::Y2020_21),
    title "the notice is too short",
    explanation "An opt-out of 31 May 2020 took effect on 30 June 2020: one month.",
    remedy "let it take effect when the notice has run out, for example \
        `\"effective_on\": \"2020-06-30\"`",
    source source::LONDON_LMCS_TOOL;

    /// A network that confirms or changes has a code.
    NO_CODE: "REG-PURPOSE-001", Error, EVERY_YEAR,
    title "a network that is registered gives no code",
    explanation "A network that confirms or changes its registration has a code, and is known by \
        it.",
    remedy "give it, for example `\"code\": \"U89141\"`",
    source source::OUR_MODEL;

    /// In the first year every network is new.
    NOT_NEW_IN_FIRST_YEAR: "REG-PURPOSE-002", Error,
    YearSpan::between(ContractYear::Y2019_20, ContractYear::Y2019_20),
    title "not a new network before the contract began",
    explanation "No network was established before 1 July 2019, so none could confirm or change \
        its registration before that day.",
    remedy "register it, `\"purpose\": \"new\"`, or choose a later year",
    source source::LEICESTER_21;

    /// What the form is for and what it says agree.
    PURPOSE_CONTRADICTED: "REG-PURPOSE-003", Error, EVERY_YEAR,
    title "what the form is for and its changes contradict each other",
    explanation "A form that confirms that nothing has changed lists no changes; one that says \
        what has changed lists some.",
    remedy "list the change, for example `{\"kind\": \"payee\", \"notified_on\": \"2020-05-20\"}`, \
        or say `\"purpose\": \"unchanged\"`",
    source source::HEMPSONS_DATES;

    /// A practice that joins or leaves is named.
    CHANGE_WITHOUT_PRACTICE: "REG-PURPOSE-004", Error, EVERY_YEAR,
    title "a change of membership names no practice",
    explanation "A change of membership is one practice joining or leaving, and says which.",
    remedy "name it, for example `\"practice\": \"A81003\"`",
    source source::HEMPSONS_DATES;

    /// Changes and members agree.
    CHANGE_CONTRADICTED: "REG-PURPOSE-005", Error, EVERY_YEAR,
    title "a change and the members contradict each other",
    explanation "A practice that has joined is among the members, and one that has left is not.",
    remedy "correct the members, for example add `{\"code\": \"A81003\"}`, or the change",
    source source::ARITHMETIC;

    /// An unchanged network need not send its members again.
    NEED_NOT_RESUBMIT: "REG-PURPOSE-006", Info,
    YearSpan::between(ContractYear::Y2025_26, ContractYear::Y2025_26),
    title "an unchanged network need not send its members again",
    explanation "In 2025/26 an unchanged network need not send full membership details again. \
        Taking part is a decision of each year all the same.",
    remedy "nothing; `\"members\"` may be left out",
    source source::SSLMCS_2025;

    /// At the initial stage signatures precede the submission.
    SIGNED_AFTER_SUBMISSION: "REG-DATE-001", Error, EVERY_YEAR,
    title "a signature after the form was submitted",
    explanation "The form is submitted with an initial agreement that all members have signed, so \
        no signature on it is later than the form.",
    remedy "check both days; a good one is `\"signed_on\": \"2019-05-10\"`",
    source source::ARITHMETIC;

    /// A practice that does not exist cannot sign.
    SIGNED_OUTSIDE_LIFE: "REG-DATE-002", Error, EVERY_YEAR,
    title "a signature of a practice that did not exist",
    explanation "By the dates on the form itself the practice was not open yet, or had closed, \
        when it signed.",
    remedy "check both days; a good one is `\"signed_on\": \"2019-05-10\"`",
    source source::ARITHMETIC;

    /// What has happened is not in the future.
    IN_THE_FUTURE: "REG-DATE-003", Error, EVERY_YEAR,
    title "a day in the future",
    explanation "A step, a notice or a grant is dated after the day for which the form is checked.",
    remedy "check the day; a good one is written `2019-05-14`",
    source source::ARITHMETIC;

    /// Nothing happened before 2019.
    BEFORE_2019: "REG-DATE-004", Error, EVERY_YEAR,
    title "a day before 2019",
    explanation "The Network Contract DES was announced in January 2019. A signature, step or \
        notice before it is a slip.",
    remedy "check the day; a good one is written `2019-05-14`",
    source source::LEICESTER_21;

    /// A network is established when its papers are complete.
    ESTABLISHED_TOO_EARLY: "REG-DATE-005", Error, EVERY_YEAR,
    title "established before its papers were complete",
    explanation "A network is established once the agreement is signed by all, its schedules are \
        complete and the data sharing agreement is in place. A later signature contradicts it.",
    remedy "check the days; a good step is `{\"event\": \"establish\", \"on\": \"2019-06-30\"}`",
    source source::DR_SOLICITORS;

    /// Steps follow one another.
    STEPS_OUT_OF_ORDER: "REG-LIFE-001", Error, EVERY_YEAR,
    title "steps are not in the order of their days",
    explanation "The history lists what happened in order; a step before the one above it is a \
        slip in one of the days.",
    remedy "put the steps in order, for example `{\"event\": \"approve\", \"on\": \"2019-05-30\"}` \
        after `{\"event\": \"submit\", \"on\": \"2019-05-14\"}`",
    source source::OUR_MODEL;

    /// Steps are legal.
    ILLEGAL_STEP: "REG-LIFE-002", Error, EVERY_YEAR,
    title "a step that cannot be taken",
    explanation "From each state of a network only some steps can be taken; the message says why \
        not and which.",
    remedy "correct the history, for example `{\"event\": \"submit\", \"on\": \"2019-05-14\"}` \
        before `{\"event\": \"approve\", \"on\": \"2019-05-30\"}`",
    source source::OUR_MODEL;

    /// Every practice of the commissioner is in a network.
    PRACTICE_UNPLACED: "REG-COVER-001", Error, EVERY_YEAR,
    title "a practice on no form",
    explanation "Every registered patient is covered by a network, including those of practices \
        that take no part; it is the commissioner's duty. Before the day of full coverage, 1 July \
        2019, this is a warning.",
    remedy "place the practice, or agree which network serves its patients; a member is written \
        `{\"code\": \"A81001\"}`",
    source source::LEICESTER_21;

    /// No practice is in two networks.
    PRACTICE_PLACED_TWICE: "REG-COVER-002", Error, EVERY_YEAR,
    title "a practice on several forms",
    explanation "A practice on two forms counts twice in the commissioner's area, and its patients \
        with it.",
    remedy "agree which network it joins, and take `{\"code\": \"A81001\"}` out of the other forms",
    source source::ARITHMETIC;

    /// A member is a practice of the commissioner.
    MEMBER_NOT_LISTED: "REG-COVER-003", Info, EVERY_YEAR,
    title "a member that is not on the commissioner's list",
    explanation "A network may cross the boundary of commissioners, so a member can be another \
        commissioner's practice. It can also be a slip in the code.",
    remedy "check the code, a good one is `A81001`, and tell the other commissioner",
    source source::KINGS_FUND_2020;
}
