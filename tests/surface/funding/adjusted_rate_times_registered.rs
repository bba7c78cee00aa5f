use pcn::quantity::{Adjusted, Patients, Rate, Registered};

fn main() {
    let enhanced_access: Rate<Adjusted> = Rate::constant("7.674");
    let registered: Patients<Registered> = Patients::constant("50000");
    let _ = enhanced_access * registered;
}
