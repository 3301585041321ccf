//! Side by side: what the core does, and the least that any code doing it would have to do, in turns within one run on one file system.
//! Ratios carry over to another machine, milliseconds do not. By name only: `./tests/run bench`.

mod journal;
mod pairs;

use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // On the disk the project lies on: a temporary folder is often memory, where a sync costs nothing.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("target");
    std::fs::create_dir_all(&root)?;
    let folder = tempfile::tempdir_in(&root)?;
    let begun = Instant::now();
    let figures = vec![journal::append(folder.path())?, journal::load(folder.path())?];
    pairs::report("bench-journal", begun.elapsed(), &figures, &root.join("figures"))
}
