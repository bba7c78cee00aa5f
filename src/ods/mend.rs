//! Cells that other programs spoilt, mended before a row is read.

use super::{
    Forgiven,
    layout::Places,
    record::Record,
    rows::sealed::Layout,
    slips::{Slips, before_point_nought, is_blank_word},
};

/// The places of columns in a file.
fn places_of<'p>(
    columns: &'static [usize],
    places: &'p Places,
) -> impl Iterator<Item = usize> + 'p {
    columns.iter().filter_map(|column| places.places.get(*column).copied())
}

pub(super) fn needs_mending<L: Layout>(record: &Record, places: &Places) -> bool {
    places_of(L::BLANKS, places).any(|at| is_blank_word(record.get(at)))
        || places_of(L::WHOLE, places).any(|at| before_point_nought(record.get(at)).is_some())
}

/// Empties cells that hold a word for a blank and takes `.0` off whole numbers that are kept as
/// texts, where the layout says so.
pub(super) fn mend<L: Layout>(record: &mut Record, places: &Places, slips: &mut Slips) {
    for at in places_of(L::BLANKS, places) {
        if is_blank_word(record.get(at)) {
            record.cut(at, 0, 0);
            slips.add(Forgiven::BlankWord);
        }
    }
    for at in places_of(L::WHOLE, places) {
        let cell = record.get(at);
        let spaces = cell.len().saturating_sub(cell.trim_start().len());
        if let Some(length) = before_point_nought(cell.trim()).map(str::len) {
            record.cut(at, spaces, length);
            slips.add(Forgiven::WholeDecimal);
        }
    }
}
