//! Receipts on paper: one page of HTML that holds everything, runs nothing and loads nothing.

use super::export::Occasion;
use super::show::{self, Paper};
use super::view::ReceiptFilter;
use super::words::Words;
use crate::qr;
use crate::says::{FactView, QrView, Says};
use std::fmt::Write;

const STYLE: &str = "\
@page{size:A4;margin:14mm}\
*{box-sizing:border-box}\
body{margin:0 auto;padding:4mm;max-width:182mm;background:#fff;color:#15202b;\
font:10.5pt/1.5 \"PingFang SC\",\"Noto Sans CJK SC\",\"Noto Sans SC\",\"Microsoft YaHei\",system-ui,sans-serif;\
font-variant-numeric:tabular-nums}\
h1{font-size:18pt;line-height:1.3;margin:0 0 2mm}\
h2{font-size:13pt;line-height:1.4;margin:6mm 0 2mm}\
p{margin:0 0 1.5mm}\
.note{color:#4b5865}\
.fictional{border:1pt solid #a5231b;color:#a5231b;padding:1.5mm 3mm;font-weight:700;margin-bottom:3mm}\
.receipt{display:flex;gap:6mm;align-items:flex-start;justify-content:space-between;border:.75pt solid #d8dee4;border-radius:3mm;\
padding:4mm;margin:0 0 4mm;break-inside:avoid;page-break-inside:avoid}\
.receipt h3{font-size:11.5pt;line-height:1.4;margin:0 0 1.5mm}\
.receipt table{border-collapse:collapse;width:100%}\
.receipt th{text-align:left;font-weight:400;color:#4b5865;padding:.4mm 4mm .4mm 0;vertical-align:top;white-space:nowrap}\
.receipt td{padding:.4mm 0;overflow-wrap:anywhere;width:100%}\
.state{font-weight:700}\
.code{flex:none;width:50mm;text-align:center}\
svg{display:block;width:50mm;height:50mm}\
.verify{border-top:.75pt solid #d8dee4;margin-top:6mm;padding-top:3mm;break-inside:avoid;page-break-inside:avoid}";

pub(super) fn write(papers: &[&Paper], filter: &ReceiptFilter, occasion: &Occasion<'_>) -> String {
    let page = Page { words: Words::of(occasion.language) };
    let mut out = String::with_capacity(4_096 + papers.len() * 12_000);
    let title = page.text(&Says::word("receipt_page_title"));
    // Written into memory: nothing that could fail.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        page.words.tag(),
    );
    if occasion.bureau.fictional {
        page.paragraph(&mut out, "fictional", &Says::word("receipt_page_fictional"));
    }
    let made =
        Says::word("receipt_page_made").text("bureau", &occasion.bureau.name).moment("at", occasion.now);
    page.paragraph(&mut out, "note", &made);
    page.paragraph(&mut out, "note", &chosen(papers, filter));
    page.heading(&mut out, "receipt_page_totals");
    for total in show::totals(papers) {
        page.paragraph(&mut out, "total", &total.says);
        if let Some(left_out) = &total.not_counted {
            page.paragraph(&mut out, "note", left_out);
        }
    }
    page.heading(&mut out, "receipt_page_receipts");
    for paper in papers {
        page.receipt(&mut out, paper, occasion);
    }
    out.push_str("<div class=\"verify\">\n");
    page.paragraph(&mut out, "how", &Says::word("receipt_page_verify"));
    page.paragraph(&mut out, "note", &Says::word("receipt_page_trust"));
    out.push_str("</div>\n</body>\n</html>\n");
    out
}

/// All of them, or those chosen.
fn chosen(papers: &[&Paper], filter: &ReceiptFilter) -> Says {
    let count = u32::try_from(papers.len()).unwrap_or(u32::MAX);
    let key = if *filter == ReceiptFilter::default() { "receipt_page_all" } else { "receipt_page_chosen" };
    Says::word(key).count("count", count)
}

struct Page {
    words: Words,
}

impl Page {
    /// A line, escaped, what is bold in bold.
    fn text(&self, says: &Says) -> String {
        let mut out = String::new();
        for run in self.words.runs(says) {
            let text = escaped(&run.text);
            if run.bold {
                let _ = write!(out, "<b>{text}</b>");
            } else {
                out.push_str(&text);
            }
        }
        out
    }

    fn paragraph(&self, out: &mut String, class: &str, says: &Says) {
        let _ = writeln!(out, "<p class=\"{class}\">{}</p>", self.text(says));
    }

    fn heading(&self, out: &mut String, key: &str) {
        let _ = writeln!(out, "<h2>{}</h2>", self.text(&Says::word(key)));
    }

    fn receipt(&self, out: &mut String, paper: &Paper, occasion: &Occasion<'_>) {
        let link = qr::link(&occasion.bureau.gateway, &paper.slip.receipt);
        let view = show::whole(paper, link);
        let _ = writeln!(
            out,
            "<section class=\"receipt\">\n<div>\n<h3>{} <span class=\"state\">{}</span></h3>\n<table>",
            self.text(&view.title),
            self.text(&paper.state().1),
        );
        for FactView { label, value } in &view.lines {
            let _ = writeln!(out, "<tr><th>{}</th><td>{}</td></tr>", self.text(label), self.text(value));
        }
        out.push_str("</table>\n</div>\n<div class=\"code\">\n");
        match &view.qr {
            Some(qr) => {
                svg(out, qr, &self.text(&Says::word("receipt_page_code")));
            }
            None => self.paragraph(out, "note", &Says::word("receipt_page_no_code")),
        }
        out.push_str("</div>\n</section>\n");
    }
}

/// The modules as one path of horizontal strokes, with the quiet zone of four modules.
fn svg(out: &mut String, qr: &QrView, label: &str) {
    let side = qr.side as usize;
    let _ = write!(
        out,
        "<svg viewBox=\"-4 -4 {0} {0}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><path stroke=\"#000\" d=\"",
        side + 8,
    );
    for (y, row) in qr.modules.chunks(side.max(1)).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&true) {
                let _ = write!(out, "M{x} {y}.5h{}", run.len());
            }
            x += run.len();
        }
    }
    out.push_str("\"/></svg>\n");
}

/// Text that HTML reads as text, inside an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[path = "export_page_tests.rs"]
mod tests;
