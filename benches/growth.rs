//! The inputs made to be slow, one a run, for a counter of instructions: its number and a size.
//! `.ci/growth` counts with it; with nothing said it lists the inputs.

#[path = "../tests/traps/mod.rs"]
mod traps;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let number = args.next().and_then(|arg| arg.parse::<usize>().ok());
    let size = args.next().and_then(|arg| arg.parse::<usize>().ok());
    match (number.and_then(|at| traps::TRAPS.get(at)), size) {
        (Some((_, make)), Some(size)) => make(size)(),
        _ => {
            for (at, (name, _)) in traps::TRAPS.iter().enumerate() {
                println!("{at} {name}");
            }
        }
    }
}
