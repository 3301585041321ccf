//! A QR code in half blocks: one character is two modules, one above the other.

/// Modules of the quiet zone around it. The norm asks for four; two is what terminals leave room for and phones read.
const QUIET: i64 = 2;

/// The printed lines of `side` × `side` modules, light on dark terminals too: dark modules are drawn as gaps in full blocks.
pub fn half_blocks(side: usize, modules: &[bool]) -> Vec<String> {
    let across = i64::try_from(side).unwrap_or(0);
    let dark = |x: i64, y: i64| {
        let inside = (0..across).contains(&x) && (0..across).contains(&y);
        inside
            && usize::try_from(y * across + x).ok().and_then(|at| modules.get(at)).copied().unwrap_or(false)
    };
    let range = || -QUIET..across + QUIET;
    range()
        .step_by(2)
        .map(|y| {
            range()
                .map(|x| match (dark(x, y), dark(x, y + 1)) {
                    (false, false) => '█',
                    (false, true) => '▀',
                    (true, false) => '▄',
                    (true, true) => ' ',
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_of_modules_are_one_line() {
        let lines = half_blocks(2, &[true, false, true, true]);
        assert_eq!(lines, ["██████", "██ ▀██", "██████"]);
    }
}
