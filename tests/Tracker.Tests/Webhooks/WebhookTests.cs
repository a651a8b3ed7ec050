using System.Net;
using System.Text.Json;
using Tracker.Commitments;
using Tracker.EventStore;
using Tracker.People;
using Tracker.Webhooks;

namespace Tracker.Tests.Webhooks;

public class WebhookTests
{
    [Theory]
    [InlineData("http://10.1.2.3/hooks")]
    [InlineData("http://192.168.0.7:8080/")]
    [InlineData("http://172.16.9.9/")]
    [InlineData("https://oa.example.gov.cn/receive?key=1")]
    [InlineData("https://[fd12:3456::1]/")]
    public void A_machine_of_the_intranet_or_beyond_is_taken(string url) => WebhookAddress.Checked(url, allowNear: false).ShouldBe(url);

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.9.9.9:9000/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://a.localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://224.0.0.1/")]
    public void This_machine_and_its_neighbours_are_not(string url) =>
        Should.Throw<RefusalException>(() => WebhookAddress.Checked(url, allowNear: false)).Code.ShouldBe("webhook-address-refused");

    [Fact]
    public void A_setting_opens_this_machine_but_not_what_is_no_machine()
    {
        WebhookAddress.Checked("http://127.0.0.1:9/", allowNear: true).ShouldBe("http://127.0.0.1:9/");
        WebhookAddress.IsAllowed(IPAddress.Any, allowNear: true).ShouldBeFalse();
        WebhookAddress.IsAllowed(IPAddress.Broadcast, allowNear: true).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("oa.example.gov.cn/receive")]
    [InlineData("ftp://10.1.2.3/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:word@10.1.2.3/")]
    [InlineData("http://10.1.2.3/#part")]
    public void What_is_no_address_of_a_page_is_refused(string? url) =>
        Should.Throw<RefusalException>(() => WebhookAddress.Checked(url, allowNear: true)).Code.ShouldBe("webhook-address-malformed");

    [Fact]
    public void A_signature_is_that_of_the_specification() =>
        // The example of the Standard Webhooks libraries.
        WebhookSecret.Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), """{"test": 2432232314}""")
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void A_message_carries_title_and_link_and_nothing_of_what_was_written()
    {
        var (id, commitment) = (Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Guid.CreateVersion7(DateTimeOffset.UnixEpoch));
        var e = new StoredEvent(7, id, commitment, 3, "commented", DateTimeOffset.UnixEpoch, null, new Commented("内部意见", new By(id, "苏督办", id, "青苇市督查室")));
        var message = WebhookMessage.Of(id, e, "执法不规范", "https://tracker.example/");

        message.Body.ShouldNotContain("内部意见");
        message.Body.ShouldNotContain("苏督办");
        var data = JsonDocument.Parse(message.Body).RootElement.GetProperty("data");
        (data.GetProperty("title").GetString(), data.GetProperty("by").GetString(), data.GetProperty("version").GetInt64()).ShouldBe(("执法不规范", "青苇市督查室", 3));
        data.GetProperty("link").GetString().ShouldBe($"https://tracker.example/commitments/{commitment}");
    }

    [Fact]
    public void Ten_attempts_go_from_seconds_to_hours_and_then_it_is_given_up()
    {
        var retries = DeliveryRetries.Default;
        var waits = Enumerable.Range(1, 9).Select(attempt => retries.After(attempt, DateTimeOffset.UnixEpoch)!.Value).ToList();
        waits.ShouldBeInOrder();
        (waits[0] - DateTimeOffset.UnixEpoch).ShouldBeLessThan(TimeSpan.FromMinutes(1));
        (waits[^1] - DateTimeOffset.UnixEpoch).ShouldBeGreaterThan(TimeSpan.FromHours(6));
        retries.After(10, DateTimeOffset.UnixEpoch).ShouldBeNull();
    }

    [Fact]
    public void An_unknown_type_is_refused() =>
        Should.Throw<RefusalException>(() => WebhookMessage.Checked(["person_registered"])).Code.ShouldBe("webhook-type-unknown");
}
