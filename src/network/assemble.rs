//! A register from its facts.

use chrono::NaiveDate;

use super::{
    Membership, Pcn, Practice, PracticeList, Register, RegisterBuilder,
    index::{FREE, Index, Starts, key, short, text_of},
    register::{Entry, ListRow, Row},
};
use crate::{
    calendar::Period,
    code::{PcnCode, PracticeCode},
};

impl Register {
    pub(super) fn of_facts(facts: RegisterBuilder) -> Self {
        let RegisterBuilder {
            speaks_for,
            practices: described,
            networks: described_networks,
            memberships,
            lists: listed,
            mut commissioners,
            mut waivers,
            mut directors,
            mut payees,
            mut successions,
            mut unallocated,
        } = facts;

        let (mut practices, other_practices) = merged_practices(described);
        let (mut networks, other_networks) = merged_networks(described_networks);

        let practices_of_rows =
            || memberships.iter().map(|membership| key(membership.practice.as_bytes()));
        let practices_of_lists = || listed.iter().map(|list| key(list.practice.as_bytes()));
        let mut practice_index = index_of(&practices, practice_key);
        let mut row_practices = practice_index.find_all(practices_of_rows());
        let mut list_practices = practice_index.find_all(practices_of_lists());
        let others = (successions.iter().flat_map(|merger| [merger.practice, merger.into]))
            .chain(unallocated.iter().map(|unallocated| unallocated.practice))
            .map(|code| key(code.as_bytes()));
        let missing: Vec<u64> = keys_of_free(&row_practices, practices_of_rows())
            .chain(keys_of_free(&list_practices, practices_of_lists()))
            .chain(others.filter(|key| practice_index.find(*key).is_none()))
            .collect();
        if !missing.is_empty() {
            complete(&mut practices, practice_key, missing, |key| {
                Some(Practice::new(PracticeCode::try_from_bytes(&text_of(key)).ok()?, ""))
            });
            practice_index = index_of(&practices, practice_key);
            row_practices = practice_index.find_all(practices_of_rows());
            list_practices = practice_index.find_all(practices_of_lists());
        }

        let networks_of_rows =
            || memberships.iter().map(|membership| key(membership.pcn.as_bytes()));
        let mut network_index = index_of(&networks, network_key);
        let mut row_networks = network_index.find_all(networks_of_rows());
        let missing: Vec<u64> = keys_of_free(&row_networks, networks_of_rows()).collect();
        if !missing.is_empty() {
            // Its life is told by nothing and asked by nobody: lives are those of described networks.
            let life = Period::since(NaiveDate::MIN);
            complete(&mut networks, network_key, missing, |key| {
                Some(Pcn::new(PcnCode::try_from_bytes(&text_of(key)).ok()?, "", life))
            });
            network_index = index_of(&networks, network_key);
            row_networks = network_index.find_all(networks_of_rows());
        }

        // INVARIANT: `complete` has made an entry for every code named, so no position is free.
        let rows_of_practice = Starts::of(practices.len(), row_practices.iter().copied());
        let order = rows_of_practice.order(row_practices.iter().copied());
        let mut given: Vec<Option<Row>> = (memberships.into_iter())
            .zip(row_practices.into_iter().zip(row_networks))
            .map(|(Membership { period, provenance, .. }, (practice, network))| {
                Some(Row { practice, network, period, provenance })
            })
            .collect();
        // A filter does not say how much passes it, and room that grows is taken twice.
        let mut rows: Vec<Row> = Vec::with_capacity(order.len());
        rows.extend(order.iter().filter_map(|at| given.get_mut(*at as usize)?.take()));
        drop(given);
        rows_of_practice.sort_groups(&mut rows, |rows| {
            rows.sort_by_key(|row| (row.period.from(), row.network, row.period.until()));
        });
        let rows_of_network = Starts::of(networks.len(), rows.iter().map(|row| row.network));
        let by_network = rows_of_network.order(rows.iter().map(|row| row.network));

        let lists_of_practice = Starts::of(practices.len(), list_practices.iter().copied());
        let order = lists_of_practice.order(list_practices.into_iter());
        let mut lists: Vec<ListRow> = Vec::with_capacity(order.len());
        lists.extend((order.iter().filter_map(|at| listed.get(*at as usize))).map(
            |PracticeList { list, .. }| ListRow {
                on: list.on,
                count: u32::try_from(list.count.whole()).unwrap_or(u32::MAX),
            },
        ));
        lists_of_practice.sort_groups(&mut lists, |lists| lists.sort_by_key(|list| list.on));

        commissioners
            .sort_unstable_by_key(|relation| (relation.of, relation.period, relation.commissioner));
        waivers.sort_by(|one, two| {
            (one.pcn, one.period, one.kind).cmp(&(two.pcn, two.period, two.kind))
        });
        directors.sort_by_key(|directorship| (directorship.pcn, directorship.period));
        payees.sort_unstable_by_key(|record| (record.pcn, record.period, record.payee));
        successions.sort_unstable_by_key(|merger| (merger.practice, merger.on, merger.into));
        let mut takers = successions.clone();
        takers.dedup_by_key(|merger| merger.practice);
        takers.sort_unstable_by_key(|merger| (merger.into, merger.practice));
        unallocated.sort_by_key(|unallocated| unallocated.practice);

        Self {
            speaks_for,
            practices,
            networks,
            practice_index,
            network_index,
            rows,
            rows_of_practice,
            by_network,
            rows_of_network,
            lists,
            lists_of_practice,
            commissioners,
            waivers,
            directors,
            payees,
            successions,
            takers,
            unallocated,
            other_practices,
            other_networks,
        }
    }
}

fn index_of<T>(entries: &[Entry<T>], key_of: impl Fn(&T) -> u64) -> Index {
    Index::of(entries.iter().map(|entry| key_of(&entry.facts)).collect())
}

/// Adds an entry for every code that facts name and no source describes.
fn complete<T>(
    entries: &mut Vec<Entry<T>>,
    key_of: impl Fn(&T) -> u64,
    mut missing: Vec<u64>,
    undescribed: impl FnMut(u64) -> Option<T>,
) {
    missing.sort_unstable();
    missing.dedup();
    let undescribed = missing.into_iter().filter_map(undescribed);
    entries.extend(undescribed.map(|facts| Entry { facts, described: false }));
    entries.sort_by_cached_key(|entry| key_of(&entry.facts));
}

fn practice_key(practice: &Practice) -> u64 {
    key(practice.code.as_bytes())
}

fn network_key(network: &Pcn) -> u64 {
    key(network.code.as_bytes())
}

/// The keys that stand nowhere yet.
fn keys_of_free(positions: &[u32], keys: impl Iterator<Item = u64>) -> impl Iterator<Item = u64> {
    positions.iter().zip(keys).filter(|(at, _)| **at == FREE).map(|(_, key)| key)
}

/// Records by key; of several with one key the first given comes first.
fn by_key<T>(records: Vec<T>, key_of: impl Fn(&T) -> u64) -> impl Iterator<Item = T> {
    // A key and a place in one number: sorting numbers takes no branches.
    let mut order: Vec<u64> = (0u32..)
        .zip(&records)
        .map(|(at, record)| (u64::from(short(key_of(record))) << 32) | u64::from(at))
        .collect();
    order.sort_unstable();
    let mut records: Vec<Option<T>> = records.into_iter().map(Some).collect();
    order.into_iter().filter_map(move |place| records.get_mut(place as u32 as usize)?.take())
}

/// One record a practice, completed from the others, and those that contradict it.
fn merged_practices(records: Vec<Practice>) -> (Vec<Entry<Practice>>, Vec<Practice>) {
    let mut merged: Vec<Entry<Practice>> = Vec::with_capacity(records.len());
    let mut others = Vec::new();
    for mut record in by_key(records, practice_key) {
        match merged.last_mut() {
            Some(last) if last.facts.code == record.code => {
                if last.facts.complete_from(&mut record) {
                    others.push(record);
                }
            }
            _ => merged.push(Entry { facts: record, described: true }),
        }
    }
    (merged, others)
}

/// The first record of each network, and those that say something else.
fn merged_networks(records: Vec<Pcn>) -> (Vec<Entry<Pcn>>, Vec<Pcn>) {
    let mut merged: Vec<Entry<Pcn>> = Vec::with_capacity(records.len());
    let mut others = Vec::new();
    for record in by_key(records, network_key) {
        match merged.last() {
            Some(last) if last.facts.code == record.code => {
                if !last.facts.says_the_same_as(&record) {
                    others.push(record);
                }
            }
            _ => merged.push(Entry { facts: record, described: true }),
        }
    }
    (merged, others)
}
