//! The rules of this room.

use super::source;
use crate::{
    calendar::ContractYear,
    finding::{EVERY_YEAR, YearSpan, declare_rules},
};

const FROM_2020: YearSpan = YearSpan::since(ContractYear::Y2020_21);

declare_rules! {
    /// Every member practice is a party to the agreement.
    MEMBER_NOT_PARTY: "AGR-PARTY-001", Error, EVERY_YEAR,
    title "a member practice is not a party",
    explanation "Every member of the network signs the agreement, so every member is a party to it.",
    remedy "add the practice to the parties, for example \
        `{\"practice\": \"A81001\", \"signed_on\": \"2019-05-10\"}`",
    source source::HEMPSONS_2019;

    /// A practice is a party once.
    PARTY_TWICE: "AGR-PARTY-002", Error, EVERY_YEAR,
    title "a party stands twice",
    explanation "A practice or another body is a party once. Two entries could give two dates.",
    remedy "leave one entry, for example `{\"practice\": \"A81001\", \"signed_on\": \"2019-05-10\"}`",
    source source::ARITHMETIC;

    /// A practice that is a party is a member.
    PARTY_NOT_MEMBER: "AGR-PARTY-003", Warning, EVERY_YEAR,
    title "a practice is a party and not a member",
    explanation "The practices that are parties are the members of the network. A practice on one \
        list only is a slip on one of them.",
    remedy "add the practice to the members, for example `{\"code\": \"A81001\"}`, or take it out \
        of the parties",
    source source::ARITHMETIC;

    /// Members that are no practices are there by agreement.
    OTHER_NOT_AGREED: "AGR-PARTY-004", Warning, EVERY_YEAR,
    title "no agreement recorded to a member that is no practice",
    explanation "A network may have members outside general practice where the practices agree to \
        it.",
    remedy "give the day on which the practices agreed, for example `\"agreed_on\": \"2019-06-14\"`",
    source source::LEXOLOGY;

    /// Every partner is a party, because a partnership is no legal person.
    PARTNER_NOT_PARTY: "AGR-PARTY-005", Warning, EVERY_YEAR,
    title "not every partner of a practice is a party",
    explanation "A practice in partnership is no legal person. Only the partners can be bound, so \
        each should be a party.",
    remedy "have each partner sign, then say `\"each_partner_is_party\": true`",
    source source::HEMPSONS_2019;

    /// Every party signs.
    NOT_SIGNED: "AGR-SIGN-001", Error, EVERY_YEAR,
    title "a party has not signed",
    explanation "The initial agreement already is signed by all members; without every signature \
        the network cannot be established.",
    remedy "give the day on which it signed, for example `\"signed_on\": \"2019-05-10\"`",
    source source::BMA_RUNNING;

    /// A signature is not dated after the day of the check.
    SIGNED_IN_FUTURE: "AGR-SIGN-002", Error, EVERY_YEAR,
    title "a signature is dated in the future",
    explanation "A day after the one for which the agreement is checked is a slip, or the party \
        has not signed yet.",
    remedy "give the day on which it did sign, for example `\"signed_on\": \"2019-05-10\"`",
    source source::ARITHMETIC;

    /// At the final stage the seven schedules are there and complete.
    SCHEDULE_MISSING: "AGR-SCHED-001", Error, EVERY_YEAR,
    title "a schedule is missing or not complete",
    explanation "All seven schedules are complete when the agreement is final, in 2019 by 30 June; \
        otherwise the network is not established and payments are not made or are to be repaid.",
    remedy "complete the schedule, if only to say that it adds nothing, for example \
        `{\"number\": 4, \"state\": \"complete\"}`",
    source source::LEXOLOGY;

    /// A schedule adds to the clauses and does not contradict them.
    CONTRADICTS_CLAUSE: "AGR-SCHED-002", Error, EVERY_YEAR,
    title "a schedule contradicts a clause",
    explanation "The clauses are national and mandatory. Schedules may add to them, never replace \
        or contradict them; only the clauses on disputes may be adjusted.",
    remedy "change the schedule; what differs from a clause can stand only under a clause that \
        members may adjust, such as `dispute_resolution`",
    source source::NWLMCS;

    /// A schedule stands once.
    SCHEDULE_TWICE: "AGR-SCHED-003", Error, EVERY_YEAR,
    title "a schedule stands twice",
    explanation "Each schedule stands once; with two of one number nobody knows which holds.",
    remedy "leave one entry for each number, for example `{\"number\": 4, \"state\": \"complete\"}`",
    source source::ARITHMETIC;

    /// A complete schedule settles what it is for.
    TOPIC_NOT_SETTLED: "AGR-SCHED-004", Warning, EVERY_YEAR,
    title "a schedule does not settle what it is for",
    explanation "Lawyers and local medical committees list what each schedule has to settle. A \
        schedule that is silent on it leaves the members to the default of the clauses, or to a \
        dispute.",
    remedy "settle it in the schedule and say so, for example `\"settles\": [\"use_of_money\"]`",
    source source::ORR;

    /// At the initial stage Schedule 1 says the area, the director and the payee.
    FIRST_SCHEDULE_EMPTY: "AGR-SCHED-005", Warning, EVERY_YEAR,
    title "Schedule 1 does not say the first particulars",
    explanation "With the registration form of May 2019 Schedule 1 was part-filled: members, area, \
        clinical director and payee. Governance and the method of appointment could wait. Sources \
        conflict: the specification asked for the part-filled schedule, the BMA advised that it \
        need not be attached at all. So this is a warning.",
    remedy "fill in Schedule 1 so far, for example `{\"number\": 1, \"state\": \"part_filled\", \
        \"settles\": [\"network_area\", \"clinical_director\", \"nominated_payee\"]}`",
    source source::SOMERSET_LMC;

    /// A topic stands in the schedule that is for it.
    TOPIC_ELSEWHERE: "AGR-SCHED-006", Info, EVERY_YEAR,
    title "a topic is settled in another schedule than the usual one",
    explanation "Each topic has a schedule that is for it. Elsewhere it binds all the same, but \
        readers may not find it.",
    remedy "move it, for example `banking` to Schedule 4, or leave it and refer to it",
    source source::NWLMCS;

    /// The method of appointing the clinical director is agreed.
    NO_APPOINTMENT_METHOD: "AGR-CD-001", Error, EVERY_YEAR,
    title "no method of appointing the clinical director",
    explanation "The way of appointing the clinical director is the members' choice, but they have \
        to make it: Schedule 1 says it when the agreement is final. At the initial stage it can \
        wait.",
    remedy "say how, for example `{\"method\": \"elected\", \"term_months\": 24}`",
    source source::SOMERSET_LMC;

    /// The way of deciding is agreed.
    NO_DECISION_RULE: "AGR-GOV-001", Warning, EVERY_YEAR,
    title "no rule for decisions",
    explanation "How members meet and decide is for Schedule 1; the BMA lists it first among what \
        members have to settle.",
    remedy "say how, for example `{\"method\": \"special_majority\", \"threshold\": \"0.75\"}`",
    source source::BMA_RUNNING;

    /// Joining, leaving and expulsion are provided for.
    NO_MEMBERSHIP_TERMS: "AGR-EXIT-001", Warning, EVERY_YEAR,
    title "no terms for joining, leaving or expulsion",
    explanation "The clauses hold a compulsory minimum for joining and leaving. The agreement \
        covers voluntary exit and expulsion; risk, liability and exit were the weak places of many \
        agreements of 2019.",
    remedy "say what holds, for example `{\"terms\": \"Schedule 2, part B\", \"notice_months\": 3}`",
    source source::CWJ;

    /// A data sharing agreement is in place.
    NO_DATA_SHARING: "AGR-DATA-001", Error, EVERY_YEAR,
    title "no data sharing agreement",
    explanation "A data sharing agreement on the national template is a condition of being \
        established and of delivering extended hours.",
    remedy "sign one and give the day, for example `{\"in_place_on\": \"2019-06-20\"}`",
    source source::DR_SOLICITORS;

    /// A data processor agreement is in place where it is needed.
    NO_PROCESSOR_AGREEMENT: "AGR-DATA-002", Error, EVERY_YEAR,
    title "no data processor agreement",
    explanation "Where one body processes data for the others, a data processor agreement is \
        needed beside the data sharing agreement.",
    remedy "sign one and give the day, for example `\"processor_in_place_on\": \"2019-06-20\"`",
    source source::DR_SOLICITORS;

    /// From 2020/21 the agreement records collaboration with other providers.
    NO_COLLABORATION: "AGR-COLLAB-001", Error, FROM_2020,
    title "no terms for collaboration outside general practice",
    explanation "Collaboration with providers outside general practice was optional in 2019/20 and \
        has been a requirement of the DES since 2020/21, recorded in Schedule 7.",
    remedy "say where it is recorded, for example `{\"terms\": \"Schedule 7\"}`",
    source source::HEMPSONS_2020;

    /// From 2020/21 the agreement records the care home teams.
    NO_CARE_HOME_TEAMS: "AGR-HOMES-001", Error, FROM_2020,
    title "no multidisciplinary arrangements for care homes",
    explanation "The arrangements with other providers for the multidisciplinary team of the care \
        homes service are recorded in the agreement.",
    remedy "say where they are recorded, for example `{\"terms\": \"Schedule 7, part C\"}`",
    source source::HEMPSONS_SERVICES;

    /// A federation is not a network.
    FEDERATION_AS_NETWORK: "AGR-FORM-001", Error, EVERY_YEAR,
    title "a federation is named as the network",
    explanation "The members of a network hold primary medical contracts. A federation cannot be a \
        network; it can be its payee or deliver its services.",
    remedy "name the practices as the network, `\"network_form\": \"collaboration\"`, and the \
        federation as payee or provider",
    source source::SALFORD_LMC;

    /// A network is no body in law.
    LEGAL_BODY: "AGR-FORM-002", Warning, EVERY_YEAR,
    title "the network is named as a body in law",
    explanation "A network is a collaboration by contract, not a statutory body or a legal person. \
        Members may own a company; that company is not the network.",
    remedy "say `\"network_form\": \"collaboration\"`, and name the company where it delivers or \
        holds something",
    source source::FAQ_THIRD;

    /// A network holds no contract itself.
    NETWORK_HOLDS_CONTRACT: "AGR-FORM-003", Error, EVERY_YEAR,
    title "the network itself holds a contract",
    explanation "A network is a collection of providers and cannot hold a contract. A lead \
        provider, a joint vehicle or a merged organisation can.",
    remedy "name who holds it, for example `\"holder\": \"lead_provider\"`",
    source source::GUIDE_2018;

    /// Silence on liability has a consequence.
    SILENT_ON_LIABILITY: "AGR-LIAB-001", Warning, EVERY_YEAR,
    title "silent on liability",
    explanation "Where the schedules are silent, the practices are jointly responsible for risk \
        and liability.",
    remedy "say who bears what, for example `\"liability\": \"in_shares\"`, or confirm the default \
        with `\"liability\": \"joint\"`",
    source source::HEMPSONS_SERVICES;

    /// The agreement is reviewed each year.
    NOT_REVIEWED: "AGR-REVIEW-001", Info, FROM_2020,
    title "not reviewed in the contract year",
    explanation "Services, workforce and funding change each year, and the agreement is updated \
        with them.",
    remedy "review it and add the day, for example `\"reviewed_on\": [\"2020-05-12\"]`",
    source source::BMA_RUNNING;

    /// Members do not vary mandatory clauses.
    LOCAL_VARIATION: "AGR-VARY-001", Error, EVERY_YEAR,
    title "members have varied a mandatory clause",
    explanation "Mandatory clauses change only by a national variation. Members vary their \
        schedules, and the clauses on disputes.",
    remedy "undo the variation, or make it in a schedule, for example \
        `\"part\": {\"schedule\": 2}`",
    source source::LMC_LAW;

    /// Reviews and variations follow the first signature and are not in the future.
    DATES_CONTRADICT: "AGR-DATE-001", Error, EVERY_YEAR,
    title "dates contradict each other",
    explanation "A review, a variation or a data sharing agreement cannot be dated after the day \
        of the check, and an agreement that nobody had signed cannot be reviewed or varied.",
    remedy "check both days; a good one is written `2019-06-20`",
    source source::ARITHMETIC;
}
