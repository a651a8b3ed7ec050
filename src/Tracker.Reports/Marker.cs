namespace Tracker.Reports;

/// <summary>The manners of numbering, outermost first as they are commonly nested.</summary>
enum MarkerStyle { Part, Chinese, BracketedChinese, Digit, BracketedDigit, Circled, Label, Spoken, Ordinal, Bullet }

/// <summary>A number or bullet in front of a heading or clause: 一、 (一) 1. (1) ① 问题一: 一是 首先 ——.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="End">Where what it numbers begins.</param>
/// <param name="Number">0 where it can't be read or there is none.</param>
/// <param name="LeadsLine">It stands at the beginning of a paragraph.</param>
readonly record struct Marker(int At, int End, MarkerStyle Style, int Number, bool LeadsLine);
