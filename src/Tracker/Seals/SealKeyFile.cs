using System.Security.Cryptography;

namespace Tracker.Seals;

/// <summary>The private key that seals are signed with: a PEM file outside the database, for the program's account alone.</summary>
public sealed class SealKeyFile(string path)
{
    const int Bits = 256;

    public string Path => path;

    /// <summary>The key, made at the first call. Nodes that seal the same store share one file.</summary>
    /// <exception cref="RefusalException">The file is there but holds no P-256 private key, or it can't be read or made.</exception>
    public ECDsa Open()
    {
        try
        {
            if (!File.Exists(path)) Make();
            return Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusalException("seal-key-closed", $"签名密钥文件 {path} 无法读写。请检查路径和权限，或用 Tracker__SealKey 指定另一个文件。原因：{failure.Message}");
        }
    }

    /// <summary>The key, or null where there is no file yet.</summary>
    public ECDsa? Find() => File.Exists(path) ? Open() : null;

    ECDsa Read()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            // A public key alone can't sign.
            key.ExportParameters(includePrivateParameters: true);
            if (key.KeySize == Bits) return key;
        }
        catch (Exception odd) when (odd is ArgumentException or CryptographicException)
        {
            // told below
        }
        key.Dispose();
        throw new RefusalException("seal-key-odd", $"文件 {path} 不是 ECDSA P-256 私钥（PEM）。请从备份中恢复签名密钥文件。");
    }

    void Make()
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        // Whole or not at all: another process may be looking for it just now.
        var unfinished = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var writer = new StreamWriter(unfinished, options))
            writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
