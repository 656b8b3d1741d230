namespace Load.Driving;

/// <summary>Says what is sent next.</summary>
/// <param name="user">Who sends, from 0.</param>
/// <param name="number">Which call of the loop it is, from 0; of the user in a closed loop, of all in an open one.</param>
internal delegate Call CallSource(int user, int number);
