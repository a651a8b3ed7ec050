using System.Buffers;

namespace Tracker.Reports;

/// <summary>Characters that make up most of any official text: a wrong encoding yields hardly any of them.</summary>
static class CommonCharacters
{
    static readonly SearchValues<char> common = SearchValues.Create(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反明看原又利比或但质气第向道此变条只没结解问意建月公无系情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图统接知较将组见计别手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶思术极交受联认六共权收证改清己美再采转更单风切打白教速带安场身车例真务具万每目至达走积示议声报完类八离华名确才科张信节话整空元况今集传土许步群广石记需段研界林律且究观越织装影算低持众书布复容须际商非验连断深难近千周委素技备半办青省列习响约支般史感劳便团往历市何除消构府称太准精值号率族维划选标写存亲快效院查江型按格养易置派层片始却专状育识适属包住调满县局照参红细引听该价严行政司村镇乡街督察履职责任监督执法复议诉讼案件培训宣传贯彻落推优营环境服健完善深化规范坚持依令章审批乱诚信息息网络督促协调");

    public static bool Contains(char c) => common.Contains(c);
}
