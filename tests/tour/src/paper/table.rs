//! A table whose columns stand straight in both languages.

use super::width::{padded, width};
use super::{Ink, Paper};

/// One cell.
pub struct Cell {
    text: String,
    number: bool,
}

impl Cell {
    /// Text, on the left.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false }
    }

    /// A number, on the right.
    pub fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true }
    }
}

/// Rows under a head.
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without a head.
    pub fn plain() -> Self {
        Self { head: vec![], rows: vec![] }
    }

    /// A table with a head.
    pub fn under(head: Vec<String>) -> Self {
        Self { head, rows: vec![] }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The printed lines.
    pub fn lines(&self, paper: Paper) -> Vec<String> {
        let columns = self.rows.iter().map(Vec::len).chain([self.head.len()]).max().unwrap_or(0);
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.as_str());
            cells.chain(self.head.get(column).map(String::as_str)).map(width).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(widest).collect();
        let is_number =
            |column: usize| self.rows.first().and_then(|row| row.get(column)).is_some_and(|cell| cell.number);
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        if !self.head.is_empty() {
            let cells = self.head.iter().zip(&widths).enumerate();
            let cells = cells.map(|(at, (text, to))| padded(text, *to, is_number(at)));
            lines.push(paper.inked(Ink::Faint, joined(cells).trim_end()));
        }
        for row in &self.rows {
            let cells = row.iter().zip(&widths).map(|(cell, to)| padded(&cell.text, *to, cell.number));
            lines.push(joined(cells).trim_end().to_owned());
        }
        lines
    }
}

fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("  ")
}
