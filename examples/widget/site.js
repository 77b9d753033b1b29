// The page is told what a sign-up came to, and nothing else.
document.addEventListener('erikti-signed-up', ({ detail }) => {
  document.getElementById('thanks').hidden = detail.state === 'WAITING';
});
