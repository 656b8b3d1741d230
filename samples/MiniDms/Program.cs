using MiniDms.Hosting;

return MiniDmsCommand.Create().Parse(args).Invoke();
