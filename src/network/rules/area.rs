use super::{
    checker::{Inspection, in_words, practices},
    sources::{ODS_COUNTED, ODS_PCN},
};
use crate::{
    finding::{EVERY_YEAR, Finding, Report, declare_rules},
    network::CommissionerPart,
};

declare_rules! {
    /// A network whose practices have several commissioners. Source: NHS Digital, ODS, on the PCN
    /// files: one parent is recorded, the lead.
    ACROSS_BOUNDARIES: "NET-AREA-001", Info, EVERY_YEAR,
    title "network across commissioner boundaries",
    explanation "The practices of a network can have different commissioners; ODS records one of \
        them as the lead. Nothing is wrong, but figures by commissioner that go by the network's \
        lead put some patients under another commissioner than their practice's.",
    remedy "sum figures by commissioner from practices and not from networks",
    source ODS_PCN;

    /// The lead that ODS records has fewer of the network's practices than another commissioner.
    LEAD_IN_MINORITY: "NET-AREA-002", Warning, EVERY_YEAR,
    title "lead commissioner not that of most practices",
    explanation "Where a network crosses boundaries the lead that ODS records is mostly the \
        commissioner with the most practices (counted). Here another has more. A tie is no \
        finding.",
    remedy "ask the commissioners which of them leads, and have ODS told by a change notice",
    source ODS_COUNTED;

    /// Open networks with the same name. Counted in the ODS files: it happens, so nothing is
    /// matched by name.
    SAME_NAME: "NET-NAME-001", Info, EVERY_YEAR,
    title "open networks sharing a name",
    explanation "Two open networks can have the same name. Whoever joins data by name mixes them \
        up.",
    remedy "match by code, and show the code beside the name",
    source ODS_COUNTED;
}

pub(super) fn check(inspection: &Inspection<'_>, report: &mut Report) {
    let (register, day) = (inspection.register, inspection.day);
    let mut names: Vec<(u64, u32)> = Vec::new();
    for (at, entry) in (0u32..).zip(&register.networks) {
        let network = &entry.facts;
        if !entry.described || !network.life.contains(day) {
            continue;
        }
        if !network.name.is_empty() {
            names.push((trace(&network.name), at));
        }
        let lead = register.lead_commissioner_per_ods(network.code, day);
        // Most networks have one commissioner, and it is the lead.
        let Some((first, crosses)) = register.first_commissioner(at, day) else { continue };
        let strays = lead.is_some_and(|lead| lead != first);
        if !(crosses || strays) {
            continue;
        }
        let parts = register.commissioners_at(at, day);
        let name = inspection.network_name(at);
        if crosses {
            let known: Vec<_> = parts.iter().filter_map(in_figures).collect();
            let lead = lead.map(|lead| format!("; ODS lead {lead}")).unwrap_or_default();
            let message = format!("{name} has practices of {}{lead}", in_words(&known));
            report.push(Finding::of(&ACROSS_BOUNDARIES, message).about(network.code).on(day));
        }
        let Some(lead) = lead else { continue };
        let of = |commissioner| parts.iter().find(|part| part.commissioner == Some(commissioner));
        let leads = of(lead).map_or(0, |part| part.practices);
        let most = parts.iter().find(|part| part.commissioner.is_some());
        if let Some((most, own)) = most.and_then(|part| Some((part, part.commissioner?)))
            && most.practices > leads
        {
            let message = format!(
                "{name}: the ODS lead {lead} commissions {leads} of {}, and {own} {}",
                practices(parts.iter().map(|part| part.practices).sum()),
                most.practices,
            );
            report.push(Finding::of(&LEAD_IN_MINORITY, message).about(network.code).on(day));
        }
    }
    // Few names share their trace, so few are compared as texts.
    names.sort_unstable();
    let traced = names.chunk_by(|one, two| one.0 == two.0).filter(|shared| shared.len() > 1);
    let mut names: Vec<(String, u32)> = traced
        .flatten()
        .filter_map(|(_, at)| Some((plain(&register.network_entry(*at)?.facts.name), *at)))
        .collect();
    names.sort();
    for shared in names.chunk_by(|one, two| one.0 == two.0).filter(|shared| shared.len() > 1) {
        let networks: Vec<_> =
            shared.iter().filter_map(|(_, at)| register.network_entry(*at)).collect();
        let Some(first) = networks.first() else { continue };
        let codes: Vec<_> = networks.iter().map(|entry| entry.facts.code).collect();
        let message = format!("{} is the name of {}", first.facts.name, in_words(&codes));
        report.push(Finding::of(&SAME_NAME, message).about(first.facts.code).on(day));
    }
}

fn in_figures(part: &CommissionerPart) -> Option<String> {
    let commissioner = part.commissioner?;
    Some(if part.patients.is_zero() {
        format!("{commissioner} ({})", practices(part.practices))
    } else {
        format!("{commissioner} ({}, {} patients)", practices(part.practices), part.patients)
    })
}

/// A number that names have in common whose [`plain`] forms are the same.
fn trace(name: &str) -> u64 {
    let fold = |trace: u64, byte: &u8| {
        (trace ^ u64::from(byte.to_ascii_uppercase())).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    };
    let letters =
        |name: &str| name.as_bytes().iter().filter(|byte| byte.is_ascii_graphic()).fold(0, fold);
    if name.is_ascii() { letters(name) } else { letters(&plain(name)) }
}

/// A name without case and with single spaces, for comparison alone.
pub(in crate::network) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        if word.is_ascii() {
            plain.push_str(word);
        } else {
            plain.extend(word.chars().flat_map(char::to_uppercase));
        }
    }
    plain.make_ascii_uppercase();
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_read_the_same_share_their_trace_and_other_letters_leave_another() {
        let names = [
            "North",
            "North PCN",
            " north  pcn ",
            "NORTH\u{a0}PCN",
            "North PCN 2",
            "South PCN",
            "Nroth PCN",
            "Caf\u{e9} PCN",
            "CAF\u{c9} PCN",
            "Caff PCN",
            "\u{17f}outh PCN",
        ];
        let letters: Vec<_> = (b'A'..=b'Z').map(|letter| char::from(letter).to_string()).collect();
        let pairs =
            letters.iter().flat_map(|one| letters.iter().map(move |two| format!("{one}{two}")));
        let all: Vec<String> = names
            .map(str::to_owned)
            .into_iter()
            .chain(letters.iter().cloned())
            .chain(pairs)
            .collect();
        let all: Vec<_> = all.iter().map(|name| (name, plain(name), trace(name))).collect();
        for (one, one_plain, one_trace) in &all {
            for (two, two_plain, two_trace) in &all {
                let same = one_plain == two_plain;
                assert_eq!(one_trace == two_trace, same, "`{one}` and `{two}`");
            }
        }
    }
}
