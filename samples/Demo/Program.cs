using Demo;

// The conductor starts this same program a second time, as the web host.
return args is ["host", var socket, var folder]
    ? await WebHost.RunAsync(socket, folder)
    : await Conductor.RunAsync();
