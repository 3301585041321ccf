//! QR codes for a shell to draw.

use crate::bureau::Origin;
use crate::error::{CitizenError, Outcome};
use crate::says::QrView;
use qrcode::{EcLevel, QrCode};

/// In octets, the address included: at error level M a code of 77 modules, over 4 dp each on the narrowest phone.
const LONGEST: usize = 400;

/// What a code holds for a signed text: a phone without the app opens the bureau's install page, which never sees the text.
pub(crate) fn link(gateway: &Origin, jws: &str) -> String {
    format!("{}/q#{jws}", gateway.as_str())
}

/// The modules of `text` at error level M (15 % may be lost), without the quiet zone.
pub(crate) fn view(text: &str) -> Outcome<QrView> {
    if text.is_empty() || text.len() > LONGEST {
        return Err(CitizenError::internal("qr length"));
    }
    let code =
        QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| CitizenError::internal("qr"))?;
    let side = u32::try_from(code.width()).map_err(|_| CitizenError::internal("qr side"))?;
    let modules = code.into_colors().into_iter().map(|color| color.select(true, false)).collect();
    Ok(QrView { side, modules })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dark(view: &QrView, x: u32, y: u32) -> bool {
        view.modules[(y * view.side + x) as usize]
    }

    #[test]
    fn a_code_is_square_and_has_its_three_corners() {
        let view = view(&"a".repeat(200)).unwrap();
        // Version 10 is 57 modules wide: what 200 octets at level M need.
        assert_eq!((view.side, view.modules.len()), (57, 57 * 57));
        for (left, top) in [(0, 0), (view.side - 7, 0), (0, view.side - 7)] {
            let rows: Vec<String> = (top..top + 7)
                .map(|y| (left..left + 7).map(|x| if dark(&view, x, y) { '#' } else { '.' }).collect())
                .collect();
            assert_eq!(rows, ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]);
        }
    }

    #[test]
    fn what_is_too_long_to_scan_is_not_drawn() {
        assert!(view(&"a".repeat(400)).is_ok_and(|code| code.side == 77));
        assert!(view(&"a".repeat(401)).is_err());
        assert!(view("").is_err());
    }
}
