// "Try it out" calls this server: with the token given under "Authorize", or as the admin this browser is logged in as.
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#document',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  // Nothing is sent anywhere else, and no token is kept after the page is closed.
  validatorUrl: null,
  persistAuthorization: false,
});
