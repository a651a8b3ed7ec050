namespace Tracker.Web.Shell;

/// <summary>htmx without what the content policy forbids, without page copies in the browser's storage, and with refusals shown in #flash.</summary>
static class HtmxConfig
{
    public const string Json =
        """{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"historyCacheSize":0,"refreshOnHistoryMiss":true,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"[45]..","swap":true,"error":true,"target":"#flash","swapOverride":"innerHTML show:top"}]}""";
}
