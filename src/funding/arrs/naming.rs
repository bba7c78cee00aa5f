//! How roles and areas are spoken of in sentences, and which roles a text comes near.

use std::collections::BTreeSet;

use super::{Area, Role};

/// A role after its article, in small letters: "an occupational therapist", "a consultant nurse
/// (primary care)".
pub(super) fn a(role: Role) -> String {
    let words = match role.words().split_once(", ") {
        Some((words, which)) => format!("{words} ({which})"),
        None => role.words().to_owned(),
    };
    let (first, rest) = words.split_at_checked(1).unwrap_or((&words, ""));
    let first = first.to_lowercase();
    match words.strip_prefix("Other ") {
        Some(rest) => format!("another {rest}"),
        None if "aeiou".contains(&first) => format!("an {first}{rest}"),
        None => format!("a {first}{rest}"),
    }
}

/// Where an area is: "outside London", "in inner London".
pub(super) fn place(area: Area) -> String {
    match area {
        Area::National => area.to_string(),
        Area::OuterLondon | Area::InnerLondon => format!("in {area}"),
    }
}

/// What to write instead of a text that names no role: the roles that it comes near or, where it
/// comes near none, every role in short.
pub(super) fn instead(given: &str) -> String {
    let quoted = |names: &[&str]| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    let near: Vec<&str> = near(given).into_iter().map(Role::name).collect();
    match near.as_slice() {
        [] => {
            let short: Vec<&str> = Role::ALL.iter().map(|role| shortest(*role)).collect();
            format!("a good one is `clinical_pharmacist`; the roles in short: {}", quoted(&short))
        }
        [one] => format!("a good one is `{one}`"),
        several => format!("good ones are {}", quoted(several)),
    }
}

/// The shortest name by which a role is read.
fn shortest(role: Role) -> &'static str {
    names(role).min_by_key(|name| name.len()).unwrap_or(role.name())
}

fn names(role: Role) -> impl Iterator<Item = &'static str> {
    [role.name(), role.words()].into_iter().chain(role.aliases().iter().copied())
}

/// The words of a text in small letters, without the letter of a plural.
fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.strip_suffix('s').unwrap_or(word).to_owned()).collect()
}

/// With how many letters two words begin alike; none where that is no more than chance.
fn alike(one: &str, two: &str) -> usize {
    const LEAST: usize = 4;
    let shared = one.chars().zip(two.chars()).take_while(|(one, two)| one == two).count();
    if one == two || shared >= LEAST { shared } else { 0 }
}

/// The roles whose names share most with a text: the one of which it is a name but for spaces or a
/// plural, or those whose words begin most like its words.
fn near(given: &str) -> Vec<Role> {
    let given = words(given);
    if let Some(named) = Role::ALL.iter().find(|role| names(**role).any(|own| words(own) == given))
    {
        return vec![*named];
    }
    let shared = |role: Role| -> usize {
        let own: BTreeSet<String> = names(role).flat_map(words).collect();
        let best = |word: &String| own.iter().map(|own| alike(word, own)).max().unwrap_or(0);
        given.iter().map(best).sum()
    };
    let all: Vec<(Role, usize)> = Role::ALL.iter().map(|role| (*role, shared(*role))).collect();
    let most = all.iter().map(|(_, shared)| *shared).max().unwrap_or(0);
    all.into_iter()
        .filter(|(_, shared)| most > 0 && *shared == most)
        .map(|(role, _)| role)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_stands_after_its_article() {
        for (role, text) in [
            (Role::OccupationalTherapist, "an occupational therapist"),
            (Role::EnhancedPracticeNurse, "an enhanced practice nurse"),
            (Role::ClinicalPharmacist, "a clinical pharmacist"),
            (Role::OtherDirectPatientCare, "another direct patient care role (as agreed)"),
            (Role::MentalHealthPractitionerAdult, "a mental health practitioner (adult)"),
        ] {
            assert_eq!(a(role), text);
        }
        assert_eq!(place(Area::National), "outside London");
        assert_eq!(place(Area::OuterLondon), "in outer London");
        assert_eq!(place(Area::InnerLondon), "in inner London");
    }

    #[test]
    fn a_text_comes_near_the_roles_that_begin_alike() {
        for (given, names) in [
            ("Physio", &["first_contact_physiotherapist"][..]),
            ("Clinical Pharmacists", &["clinical_pharmacist"]),
            ("care  coordinator", &["care_coordinator"]),
            ("CPs", &["clinical_pharmacist"]),
            ("GPs", &["general_practitioner"]),
            ("podiatrst", &["podiatrist"]),
            ("nurse associate", &["nursing_associate", "trainee_nursing_associate"]),
            (
                "mental health nurse",
                &["mental_health_practitioner_adult", "mental_health_practitioner_cyp"],
            ),
            ("wizard", &[]),
            ("", &[]),
        ] {
            let near: Vec<_> = near(given).into_iter().map(Role::name).collect();
            assert_eq!(near, names, "{given}");
        }
        // Three letters alike are chance, four are not.
        assert_eq!((alike("paradox", "paramedic"), alike("para", "part")), (4, 0));
        assert_eq!((alike("pa", "pa"), alike("pa", "pas")), (2, 0));
    }

    #[test]
    fn every_name_that_is_shown_instead_is_read() {
        for given in ["Physio", "nurse associate", "wizard"] {
            let text = instead(given);
            let shown: Vec<_> = text.split('`').skip(1).step_by(2).collect();
            assert!(shown.iter().all(|name| name.parse::<Role>().is_ok()), "{text}");
            let roles: BTreeSet<_> = shown.iter().flat_map(|name| name.parse::<Role>()).collect();
            let expected = match given {
                "Physio" => 1,
                "wizard" => Role::ALL.len(),
                _ => 2,
            };
            assert_eq!(roles.len(), expected, "{text}");
        }
    }
}
