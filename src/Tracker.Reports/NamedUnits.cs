using System.Text.RegularExpressions;

namespace Tracker.Reports;

/// <summary>牵头, 配合.</summary>
public enum UnitRole { Lead, Support }

/// <summary>A unit that an arrangement names, with its part in it.</summary>
/// <param name="Start">Offset in UTF-16 units into the arrangement's own text.</param>
/// <param name="End">Offset of its end, exclusive.</param>
public sealed record NamedUnit(string Name, UnitRole Role, int Start, int End);

/// <summary>Units named in an arrangement: 由市司法局牵头,各部门配合; (责任单位:市司法局、市财政局); 司法局会同财政局.</summary>
public static partial class NamedUnits
{
    /// <param name="text">An arrangement, as printed.</param>
    /// <returns>In the order of the text; each name once a role.</returns>
    public static IReadOnlyList<NamedUnit> In(string text)
    {
        var found = new List<NamedUnit>();
        foreach (Match m in LabelRegex().Matches(text))
            Add(m.Groups["names"], m.Groups["label"].Value is "配合单位" or "协办单位" or "参与单位" ? UnitRole.Support : UnitRole.Lead);
        foreach (Match m in RoleRegex().Matches(text))
            Add(m.Groups["names"], m.Groups["role"].Value is "配合" or "协助" or "参与" ? UnitRole.Support : UnitRole.Lead);
        foreach (Match m in TogetherRegex().Matches(text))
        {
            Add(m.Groups["names"], UnitRole.Lead);
            Add(m.Groups["with"], UnitRole.Support);
        }
        return [.. found.OrderBy(unit => unit.Start)];

        void Add(Group names, UnitRole role)
        {
            foreach (Match name in NameRegex().Matches(names.Value))
                if (!found.Exists(unit => unit.Name == name.Value && unit.Role == role))
                    found.Add(new(name.Value, role, names.Index + name.Index, names.Index + name.Index + name.Length));
        }
    }

    const string Unit = "(?:各[\\u4e00-\\u9fff]{0,8}(?:部门|单位|镇街|街道|乡镇|县区|区县)|[\\u4e00-\\u9fff]{1,14}?(?:委员会|管委会|委?编办|委?[网信改]办|办公室|领导小组|人民政府|(?<!政)府办|(?<!政)政府|司法局|局|厅|委(?!托|派|员)|(?<![主举协承督])办(?![理事案法公])|院(?!校)|中心|支队|大队|总队|街道|公司|集团))";
    const string Units = Unit + "(?:[、,，和与及]" + Unit + ")*";

    [GeneratedRegex("(?<label>牵头单位|责任单位|牵头部门|责任部门|主办单位|配合单位|协办单位|参与单位|承办单位|牵头处室|责任处室|责任领导)[:：]\\s*(?<names>[\\u4e00-\\u9fff、,，\\s]{2,80})")]
    private static partial Regex LabelRegex();

    [GeneratedRegex("(?:(?:[;；,，。(（]|^)由?|由)(?<names>" + Units + ")(?:等部门|等单位|等)?(?:共同|具体|分别|积极)?(?<role>牵头|负责|组织实施|配合|协助|参与)")]
    private static partial Regex RoleRegex();

    [GeneratedRegex("(?:(?:[;；,，。(（]|^)由?|由)(?<names>" + Unit + ")(?:会同|联合|商)(?<with>" + Units + ")")]
    private static partial Regex TogetherRegex();

    [GeneratedRegex("[^、,，和与及\\s]{2,}")]
    private static partial Regex NameRegex();
}
