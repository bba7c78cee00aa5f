//! A sheet of SVG: text that wraps, boxes, and the colours that both pictures use.

use svg::{
    Document, Node,
    node::element::{Definitions, Group, Line, Rectangle, Text},
};

pub(crate) const INK: &str = "#1b1f24";
pub(crate) const GREY: &str = "#5b6470";
pub(crate) const PALE: &str = "#eef1f5";
pub(crate) const RULE: &str = "#c6ccd4";

/// How a text stands.
#[derive(Clone, Copy)]
pub(crate) struct Font {
    pub(crate) size: f64,
    pub(crate) bold: bool,
    pub(crate) colour: &'static str,
    pub(crate) anchor: &'static str,
}

impl Font {
    pub(crate) const fn new(size: f64) -> Self {
        Self { size, bold: false, colour: INK, anchor: "start" }
    }

    pub(crate) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(crate) const fn colour(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }

    pub(crate) const fn middle(self) -> Self {
        Self { anchor: "middle", ..self }
    }

    /// The height of a line.
    pub(crate) fn line(self) -> f64 {
        self.size * 1.3
    }

    /// How wide a text is, on the wide side: viewers differ in the font that they have.
    pub(crate) fn width(self, text: &str) -> f64 {
        let em: f64 = text
            .chars()
            .map(|letter| match letter {
                'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.32,
                'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 0.42,
                'm' | 'w' | 'M' | 'W' | '—' => 0.92,
                'A'..='Z' => 0.74,
                _ => 0.6,
            })
            .sum();
        em * self.size * if self.bold { 1.08 } else { 1.0 }
    }

    /// A text in lines of at most a width. A word that is too long for a line is cut.
    pub(crate) fn wrap(self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = vec![];
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if self.width(&line) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// A sheet being drawn.
pub(crate) struct Sheet {
    group: Group,
    patterns: Definitions,
    width: f64,
}

impl Sheet {
    /// A sheet of a width, with the patterns that fills may name.
    pub(crate) fn new(width: f64, patterns: Definitions) -> Self {
        Self { group: Group::new(), patterns, width }
    }

    pub(crate) fn add(&mut self, node: impl Node) {
        self.group.append(node);
    }

    /// One line of text; `y` is its base line.
    pub(crate) fn text(&mut self, x: f64, y: f64, font: Font, text: &str) {
        let weight = if font.bold { "bold" } else { "normal" };
        self.add(
            Text::new(text)
                .set("x", round(x))
                .set("y", round(y))
                .set("font-size", font.size)
                .set("font-weight", weight)
                .set("fill", font.colour)
                .set("text-anchor", font.anchor),
        );
    }

    /// Text that wraps; `top` is above its first line. Gives the height.
    pub(crate) fn paragraph(
        &mut self,
        x: f64,
        top: f64,
        width: f64,
        font: Font,
        text: &str,
    ) -> f64 {
        let lines = font.wrap(text, width);
        let height = font.line() * lines.len() as f64;
        for (at, line) in lines.iter().enumerate() {
            self.text(x, top + font.size + font.line() * at as f64, font, line);
        }
        height
    }

    pub(crate) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        self.add(rectangle(x, y, width, height).set("fill", fill));
    }

    pub(crate) fn outline(
        &mut self,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        stroke: &str,
        dashed: bool,
    ) {
        let mut rect = rectangle(x, y, width, height).set("fill", "none").set("stroke", stroke);
        if dashed {
            rect = rect.set("stroke-dasharray", "4 3");
        }
        self.add(rect);
    }

    pub(crate) fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64) {
        self.add(
            Line::new()
                .set("x1", round(from.0))
                .set("y1", round(from.1))
                .set("x2", round(to.0))
                .set("y2", round(to.1))
                .set("stroke", stroke)
                .set("stroke-width", width),
        );
    }

    /// The picture, as high as what was drawn.
    pub(crate) fn finish(self, height: f64, title: &str) -> String {
        let (width, height) = (round(self.width), round(height));
        Document::new()
            .set("width", width)
            .set("height", height)
            .set("viewBox", format!("0 0 {width} {height}"))
            .set("font-family", "Arial, Helvetica, 'Liberation Sans', sans-serif")
            .set("role", "img")
            .add(svg::node::element::Title::new(title))
            .add(self.patterns)
            .add(rectangle(0.0, 0.0, width, height).set("fill", "#ffffff"))
            .add(self.group)
            .to_string()
    }
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Rectangle {
    Rectangle::new()
        .set("x", round(x))
        .set("y", round(y))
        .set("width", round(width))
        .set("height", round(height))
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
